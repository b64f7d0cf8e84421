extension HubTool {
    /// The text of `schemas/tools/hub_describe_tool.json`.
    static let describeDefinition = #"""
        {
            "name": "hub_describe_tool",
            "title": "Describe a tool",
            "description": "Returns the whole definition of one tool: what it does, and the JSON Schemas of its \#
        arguments and of its result.",
            "inputSchema": {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "object",
                "properties": {
                    "name": {
                        "type": "string",
                        "description": "The name of the tool, as hub_search_tools returns it.",
                        "minLength": 1,
                        "maxLength": 64
                    }
                },
                "required": ["name"],
                "additionalProperties": false
            },
            "outputSchema": {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "object",
                "properties": {
                    "tool": {
                        "type": "object",
                        "description": "The definition as its server wrote it, under the name to call it by.",
                        "properties": {
                            "name": {"type": "string"},
                            "title": {"type": "string"},
                            "description": {"type": "string"},
                            "inputSchema": {"type": "object"},
                            "outputSchema": {"type": ["object", "boolean"]},
                            "annotations": {"type": "object"}
                        },
                        "required": ["name", "inputSchema"]
                    },
                    "server": {"type": "string", "description": "The server that offers the tool; absent for the \#
        hub's own."}
                },
                "required": ["tool"]
            },
            "annotations": {"readOnlyHint": true, "idempotentHint": true, "openWorldHint": false}
        }

        """#
}

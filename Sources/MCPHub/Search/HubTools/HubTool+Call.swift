extension HubTool {
    /// The text of `schemas/tools/hub_call_tool.json`.
    static let callDefinition = #"""
        {
            "name": "hub_call_tool",
            "title": "Call a tool",
            "description": "Calls a tool that hub_search_tools has found, with the arguments that hub_describe_tool \#
        tells. The result is the tool's own.",
            "inputSchema": {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "object",
                "properties": {
                    "name": {
                        "type": "string",
                        "description": "The name of the tool, as hub_search_tools returns it.",
                        "minLength": 1,
                        "maxLength": 64
                    },
                    "arguments": {
                        "type": "object",
                        "description": "The arguments of the tool, which must fit its inputSchema.",
                        "default": {}
                    }
                },
                "required": ["name"],
                "additionalProperties": false
            },
            "annotations": {
                "readOnlyHint": false,
                "destructiveHint": true,
                "idempotentHint": false,
                "openWorldHint": true
            }
        }

        """#
}

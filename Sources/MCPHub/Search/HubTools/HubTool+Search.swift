extension HubTool {
    /// The text of `schemas/tools/hub_search_tools.json`.
    static let searchDefinition = #"""
        {
            "name": "hub_search_tools",
            "title": "Search tools",
            "description": "Finds tools of all connected servers by what they do. Returns names and descriptions, \#
        the best match first; hub_describe_tool then tells what arguments a tool takes.",
            "inputSchema": {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "object",
                "properties": {
                    "query": {
                        "type": "string",
                        "description": "Words for what the tool should do, such as: read file.",
                        "minLength": 1,
                        "maxLength": 1024
                    },
                    "limit": {
                        "type": "integer",
                        "description": "How many tools to return at most.",
                        "minimum": 1,
                        "maximum": 100,
                        "default": 10
                    }
                },
                "required": ["query"],
                "additionalProperties": false
            },
            "outputSchema": {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "object",
                "properties": {
                    "tools": {
                        "type": "array",
                        "description": "The tools that fit, the best match first.",
                        "items": {
                            "type": "object",
                            "properties": {
                                "name": {"type": "string", "description": "What the tool is called by."},
                                "title": {"type": "string", "description": "Its name for people."},
                                "description": {"type": "string", "description": "What it does; long texts are cut."},
                                "score": {"type": "number", "description": "How well it fits, within this answer."}
                            },
                            "required": ["name", "score"]
                        }
                    },
                    "toolCount": {"type": "integer", "description": "How many tools there are in all.", "minimum": 0}
                },
                "required": ["tools", "toolCount"]
            },
            "annotations": {"readOnlyHint": true, "idempotentHint": true, "openWorldHint": false}
        }

        """#
}

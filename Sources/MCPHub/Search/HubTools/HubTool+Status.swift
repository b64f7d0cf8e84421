extension HubTool {
    /// The text of `schemas/tools/hub_status.json`.
    static let statusDefinition = #"""
        {
            "name": "hub_status",
            "title": "Status of the hub",
            "description": "Tells how each connected server is doing, what it offers, and why one is not available.",
            "inputSchema": {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "object",
                "properties": {
                    "server": {"type": "string", "description": "Only this server; without it, all of them.", \#
        "minLength": 1}
                },
                "additionalProperties": false
            },
            "outputSchema": {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "object",
                "properties": {
                    "servers": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "name": {"type": "string", "description": "Its key in the configuration."},
                                "state": {
                                    "enum": ["configured", "starting", "ready", "dormant", "backingOff", "failed"],
                                    "description": "Dormant servers start when they are called."
                                },
                                "protocolVersion": {"type": "string", "description": "The revision of MCP that it \#
        speaks."},
                                "toolCount": {"type": "integer", "minimum": 0},
                                "promptCount": {"type": "integer", "minimum": 0},
                                "resourceCount": {"type": "integer", "minimum": 0},
                                "definitionBytes": {
                                    "type": "integer",
                                    "description": "How long the definitions of its tools are, which a model reads \#
        in full.",
                                    "minimum": 0
                                },
                                "restarts": {"type": "integer", "minimum": 0},
                                "skippedLines": {
                                    "type": "integer",
                                    "description": "Lines on its standard output that were no messages.",
                                    "minimum": 0
                                },
                                "problem": {"type": "string", "description": "What is wrong, and what to do."},
                                "lastErrorLines": {
                                    "type": "array",
                                    "description": "What it last wrote to standard error.",
                                    "items": {"type": "string"}
                                }
                            },
                            "required": ["name", "state"]
                        }
                    },
                    "toolCount": {"type": "integer", "description": "How many tools are offered in all.", \#
        "minimum": 0},
                    "collisions": {
                        "type": "array",
                        "description": "What is not offered because something else has its name.",
                        "items": {"type": "string"}
                    }
                },
                "required": ["servers", "toolCount"]
            },
            "annotations": {"readOnlyHint": true, "idempotentHint": true, "openWorldHint": false}
        }

        """#
}

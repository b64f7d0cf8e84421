import MCP

/// Tools whose schemas have to arrive as they are.
extension Server {
    func addSchemaTools() throws {
        try addTestTool(
            "json_schema_2020_12_tool", "Has a schema with much of what 2020-12 knows.", Self.manyKeywords
        ) { arguments, _ in .text(arguments.json.description) }
        try addTestTool(
            "test_x_mcp_header", "Has arguments that are mirrored in header fields.", Self.mirroredArguments
        ) { arguments, _ in .text(arguments.json.description) }
    }

    private static let manyKeywords: JSONObject = [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "$defs": [
            "address": [
                "$anchor": "addressDef", "type": "object",
                "properties": ["street": ["type": "string"], "city": ["type": "string"]],
            ]
        ],
        "properties": [
            "name": ["type": "string"],
            "address": ["$ref": "#/$defs/address"],
            "contactMethod": ["type": "string", "enum": ["phone", "email"]],
            "phone": ["type": "string"],
            "email": ["type": "string"],
        ],
        "allOf": [["anyOf": [["required": ["phone"]], ["required": ["email"]]]]],
        "if": ["properties": ["contactMethod": ["const": "phone"]], "required": ["contactMethod"]],
        "then": ["required": ["phone"]],
        "else": ["required": ["email"]],
        "additionalProperties": false,
    ]

    private static let mirroredArguments: JSONObject = [
        "type": "object",
        "properties": [
            "region": ["type": "string", "x-mcp-header": "Region"],
            "priority": ["type": "integer", "x-mcp-header": "Priority"],
            "verbose": ["type": "boolean", "x-mcp-header": "Verbose"],
            "query": ["type": "string"],
        ],
        "required": ["region"],
    ]
}

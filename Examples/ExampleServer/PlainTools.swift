import MCP

/// Tools that take arguments and return a result.
extension Server {
    func addPlainTools() throws {
        try addTool(
            "echo", description: "Returns the text it is given.", inputSchema: .schema(["text": ["type": "string"]])
        ) {
            arguments, _ in
            .text(try arguments.required("text"))
        }
        try addTool(
            "add", description: "Adds two numbers.",
            inputSchema: .schema(["a": ["type": "number"], "b": ["type": "number"]]),
            outputSchema: .schema(["sum": ["type": "number"]]),
            annotations: ToolAnnotations(readOnlyHint: true, idempotentHint: true)
        ) { arguments, _ in
            let (a, b): (JSONNumber, JSONNumber) = (try arguments.required("a"), try arguments.required("b"))
            let sum = JSONNumber(a.double + b.double) ?? JSONNumber(0)
            return CallToolResult(content: [.text(sum.literal)], structuredContent: ["sum": .number(sum)])
        }
        try addTool(
            "fail", description: "Fails with a message.", inputSchema: .schema(["message": ["type": "string"]])
        ) { arguments, _ in
            .error(try arguments.required("message"))
        }
    }
}

extension JSONObject {
    /// The schema of an object with these properties, all of them required.
    static func schema(_ properties: JSONObject) -> JSONObject {
        [
            "type": "object", "properties": .object(properties),
            "required": .array(properties.keys.map(JSONValue.string)),
        ]
    }
}

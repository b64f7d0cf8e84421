import JSONRPC
import MCP
import Testing

@Suite struct Revision2025_06_18Tests {
    @Test(arguments: messages)
    func `a message keeps all it has, known or not`(message: LegacyMessage) throws { try message.check() }

    @Test func `an elicitation has no mode and asks by a form`() throws {
        let params: ElicitRequestParams = try roundTrip(
            #"""
            {"message": "Who?", "requestedSchema": {"type": "object", "properties": {"name": {"type": "string"}}}}
            """#)
        #expect(params.mode == .form)
        #expect(
            params
                == .form(
                    ElicitRequestFormParams(
                        message: "Who?",
                        requestedSchema: ElicitRequestedSchema(properties: ["name": .string(StringSchema())]))))
    }

    @Test func `a choice with titles has them in a second list`() throws {
        let schema: PrimitiveSchemaDefinition = try roundTrip(
            #"{"type": "string", "enum": ["r", "g"], "enumNames": ["Red", "Green"]}"#)
        #expect(schema == .legacyTitledEnum(LegacyTitledEnumSchema(enum: ["r", "g"], enumNames: ["Red", "Green"])))
    }

    private static let messages = [
        LegacyMessage(
            "initialize", InitializeRequest.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18",
             "capabilities": {"elicitation": {}}, "clientInfo": {"name": "C", "title": "Client", "version": "1"}}}
            """#),
        LegacyMessage(
            "initialize result", JSONRPCResultResponse<InitializeResult>.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "result": {"protocolVersion": "2025-06-18", "capabilities": {}, "_meta": {"x": 1},
             "serverInfo": {"name": "S", "title": "Server", "version": "1"}}}
            """#),
        LegacyMessage(
            "structured output", CallToolResult.self,
            #"""
            {"content": [{"type": "text", "text": "{}", "_meta": {"a/b": 1}}, {"type": "resource_link", "uri": "a:b",
             "name": "b", "title": "B", "size": 12, "annotations": {"lastModified": "2025-01-12T15:00:58Z"}, "x": 1}],
             "structuredContent": {"temperature": 22.50, "big": 123456789012345678901234567890}, "isError": true}
            """#),
        LegacyMessage(
            "output schema", ListToolsResult.self,
            #"""
            {"nextCursor": "", "tools": [{"name": "a", "title": "A", "_meta": {"a": 1}, "x": 1,
             "inputSchema": {"type": "object", "$defs": {"a": true}, "if": {}, "then": {"$ref": "#/$defs/a"}},
             "outputSchema": {"type": "object", "properties": {}, "required": []}}]}
            """#),
        LegacyMessage(
            "completion with context", CompleteRequestParams.self,
            #"""
            {"ref": {"type": "ref/prompt", "name": "p", "title": "P"}, "argument": {"name": "a", "value": "b", "x": 1},
             "context": {"arguments": {"c": "d"}, "x": 1}}
            """#),
        LegacyMessage(
            "form", JSONRPCRequest<ElicitRequestParams>.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "method": "elicitation/create", "params": {"message": "Who?", "requestedSchema":
             {"type": "object", "x": 1, "required": ["a"], "properties": {"a": {"type": "string", "format": "email", "x": 1},
              "b": {"type": "integer", "minimum": 1.0, "maximum": 5}, "c": {"type": "boolean", "default": true},
              "d": {"type": "string", "enum": ["p"], "enumNames": ["P"]}}}}}
            """#),
        LegacyMessage(
            "form result", JSONRPCResultResponse<ElicitResult>.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "result": {"action": "decline", "x": 1, "_meta": {}}}
            """#),
        LegacyMessage(
            "roots", ListRootsResult.self, #"{"roots": [{"uri": "file:///a", "_meta": {}}], "_meta": {"a": 1}}"#),
    ]
}

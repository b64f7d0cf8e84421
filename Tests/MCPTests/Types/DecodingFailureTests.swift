import JSONRPC
import MCP
import Testing

/// What is wrong with a message is told by place and kind, never by content.
@Suite struct DecodingFailureTests {
    @Test(arguments: [
        WrongMessage(Tool.self, #"{"name": 1, "inputSchema": {}}"#, "/name: expected a string, found a number"),
        WrongMessage(Tool.self, #"{"name": "a"}"#, "/inputSchema: expected the member, found nothing"),
        WrongMessage(
            Tool.self, #"{"name": "a", "inputSchema": true}"#, "/inputSchema: expected an object, found a Boolean"),
        WrongMessage(Tool.self, "[]", "value: expected an object, found an array"),
        WrongMessage(
            CallToolResult.self, #"{"content": [{"type": "text", "text": "a"}, {"type": "text", "text": []}]}"#,
            "/content/1/text: expected a string, found an array"),
        WrongMessage(CallToolResult.self, #"{"content": [{}]}"#, "/content/0/type: expected the member, found nothing"),
        WrongMessage(
            CallToolRequest.self, #"{"jsonrpc": "2.0", "id": 1, "method": "tools/call"}"#,
            "/params/name: expected the member, found nothing"),
        WrongMessage(
            CallToolRequest.self, #"{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"name": "a"}}"#,
            #"/method: expected "tools/call", found a string"#),
        WrongMessage(
            CallToolRequest.self, #"{"jsonrpc": "2.0", "id": null, "method": "tools/call", "params": {"name": "a"}}"#,
            "/id: expected a string or a whole number, found null"),
        WrongMessage(
            CallToolRequest.self, #"{"jsonrpc": "1.0", "id": 1, "method": "tools/call", "params": {"name": "a"}}"#,
            #"/jsonrpc: expected "2.0", found a string"#),
        WrongMessage(
            ListToolsRequestParams.self, #"{"_meta": {"io.modelcontextprotocol/protocolVersion": 1}}"#,
            "/_meta/io.modelcontextprotocol~1protocolVersion: expected a string, found a number"),
        WrongMessage(
            ListToolsRequestParams.self, #"{"_meta": {"io.modelcontextprotocol/logLevel": "loud"}}"#,
            "/_meta/io.modelcontextprotocol~1logLevel: expected one of debug, info, notice, warning, error, critical, alert, "
                + "emergency, found a string"),
        WrongMessage(
            ElicitRequestParams.self, #"{"mode": "voice", "message": "a"}"#,
            "/mode: expected one of form, url, found a string"),
        WrongMessage(
            ResourceContents.self, #"{"uri": "a"}"#,
            "value: expected an object with a member text or blob, found an object"),
        WrongMessage(
            CompletionReference.self, #"{"type": "ref/new"}"#,
            "/type: expected ref/prompt or ref/resource, found a string"),
        WrongMessage(
            InputResponses.self, #"{"a~b/c": {"action": "shrug"}}"#,
            "/a~0b~1c/action: expected one of accept, decline, cancel, found a string"),
        WrongMessage(
            GetPromptRequestParams.self, #"{"name": "a", "arguments": {"b": 1}}"#,
            "/arguments/b: expected a string, found a number"),
        WrongMessage(
            ListToolsResult.self, #"{"tools": [], "ttlMs": 1.5}"#, "/ttlMs: expected a whole number, found a number"),
        WrongMessage(
            InputRequiredResult.self, #"{"resultType": "complete"}"#,
            #"/resultType: expected "input_required", found a string"#),
    ])
    func `a wrong member is named`(message: WrongMessage) throws {
        #expect(try message.failure().description == message.expected)
    }

    @Test func `null is no absent member`() throws {
        let failure = try failure(#"{"tools": [], "nextCursor": null}"#, as: ListToolsResult.self)
        #expect(failure.description == "/nextCursor: expected a string, found null")
        #expect(try roundTrip(#"{"tools": [], "nextCursor": ""}"#, as: ListToolsResult.self).nextCursor == "")
        #expect(try roundTrip(#"{"tools": []}"#, as: ListToolsResult.self).nextCursor == nil)
    }

    @Test func `structured content can be null, which differs from none`() throws {
        let null: CallToolResult = try roundTrip(#"{"content": [], "structuredContent": null}"#)
        let none: CallToolResult = try roundTrip(#"{"content": []}"#)
        #expect(null.structuredContent == .some(.null))
        #expect(none.structuredContent == nil)
        #expect(null != none)
    }

    @Test func `a failure becomes the error for invalid parameters`() throws {
        let failure = #expect(throws: DecodingFailure.self) { try CallToolRequestParams(params: nil) }
        let error = RPCError.invalidParams(try #require(failure))
        #expect(error.code == -32602)
        #expect(error.message == "Invalid parameters: /params/name: expected the member, found nothing")
    }
}

/// A message that cannot be read as its type, and why.
struct WrongMessage: Sendable, CustomTestStringConvertible {
    let text: String
    let expected: String
    let failure: @Sendable () throws -> DecodingFailure

    init<Value: JSONConvertible>(_ type: Value.Type, _ text: String, _ expected: String) {
        self.text = text
        self.expected = expected
        failure = { try MCPTests.failure(text, as: type) }
    }

    var testDescription: String { text }
}

import JSONRPC
import MCP
import Testing

@Suite struct Revision2025_11_25Tests {
    @Test(arguments: messages)
    func `a message keeps all it has, known or not`(message: LegacyMessage) throws { try message.check() }

    @Test func `the experimental tasks stay where they are`() throws {
        let tool: Tool = try roundTrip(
            #"{"name": "a", "inputSchema": {"type": "object"}, "execution": {"taskSupport": "optional"}}"#)
        #expect(tool.other == ["execution": ["taskSupport": "optional"]])
        let call: CallToolRequestParams = try roundTrip(#"{"name": "a", "task": {"ttl": 60000}}"#)
        #expect(call.other == ["task": ["ttl": 60000]])
        let client: ClientCapabilities = try roundTrip(#"{"tasks": {"list": {}}, "roots": {}}"#)
        #expect(client.other == ["tasks": ["list": [:]]])
    }

    @Test func `the error for an elicitation by URL tells the URLs`() throws {
        let error: RPCError = try roundTrip(
            #"""
            {"code": -32042, "message": "Visit", "data": {"elicitations":
             [{"mode": "url", "message": "Sign in", "url": "https://example.com/in", "elicitationId": "1"}]}}
            """#)
        let params = ElicitRequestURLParams(message: "Sign in", url: "https://example.com/in", elicitationId: "1")
        #expect(error.urlElicitationRequired?.elicitations == [params])
        #expect(RPCError.urlElicitationRequired([params], message: "Visit") == error)
    }

    private static let messages = [
        LegacyMessage(
            "initialize", InitializeRequest.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25",
             "capabilities": {"elicitation": {"form": {}, "url": {}, "x": 1}, "sampling": {"tools": {}, "context": {}}},
             "clientInfo": {"name": "C", "version": "1", "description": "D", "websiteUrl": "https://example.com",
              "icons": [{"src": "data:,", "mimeType": "image/png", "sizes": ["any"], "theme": "sepia", "x": 1}]}}}
            """#),
        LegacyMessage(
            "initialize result", JSONRPCResultResponse<InitializeResult>.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "result": {"protocolVersion": "2025-11-25", "capabilities": {"tools": {"x": 1}},
             "serverInfo": {"name": "S", "version": "1", "icons": []}}}
            """#),
        LegacyMessage(
            "elicitation by URL", JSONRPCRequest<ElicitRequestParams>.self,
            #"""
            {"jsonrpc": "2.0", "id": 3, "method": "elicitation/create", "params": {"mode": "url", "elicitationId": "550e",
             "url": "https://example.com/key", "message": "Your key, please.", "_meta": {"progressToken": 1}, "x": 1}}
            """#),
        LegacyMessage(
            "end of an elicitation", ElicitationCompleteNotification.self,
            #"""
            {"jsonrpc": "2.0", "method": "notifications/elicitation/complete", "params": {"elicitationId": "550e"}}
            """#),
        LegacyMessage(
            "form with choices", ElicitRequestParams.self,
            #"""
            {"mode": "form", "message": "Which?", "requestedSchema": {"$schema": "https://json-schema.org/draft/2020-12/schema",
             "type": "object", "properties": {
              "a": {"type": "string", "oneOf": [{"const": "r", "title": "Red", "x": 1}], "default": "r"},
              "b": {"type": "array", "items": {"type": "string", "enum": ["p", "q"], "x": 1}, "minItems": 1},
              "c": {"type": "array", "items": {"anyOf": [{"const": "p", "title": "P"}], "x": 1}, "default": ["p"]},
              "d": {"type": "number", "default": 0.5}}}}
            """#),
        LegacyMessage(
            "sampling with tools", CreateMessageRequestParams.self,
            #"""
            {"messages": [{"role": "assistant", "_meta": {"a": 1}, "content": [{"type": "tool_use", "id": "1", "name": "t",
              "input": {"x-y": 1}, "x": 1}]}, {"role": "user", "content": {"type": "tool_result", "toolUseId": "1",
              "content": [{"type": "audio", "data": "", "mimeType": "a/b"}], "structuredContent": {}, "isError": true}}],
             "tools": [{"name": "t", "inputSchema": {"type": "object"}}], "toolChoice": {"mode": "none"}, "maxTokens": 1}
            """#),
        LegacyMessage(
            "cancelled without a request", CancelledNotification.self,
            #"""
            {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"reason": "none"}}
            """#),
        LegacyMessage(
            "resources with icons", ListResourcesResult.self,
            #"""
            {"resources": [{"uri": "a:b", "name": "b", "icons": [{"src": "https://example.com/i.png"}], "x": 1}]}
            """#),
    ]
}

import JSONRPC
import MCP
import Testing

@Suite struct Revision2024_11_05Tests {
    @Test(arguments: messages)
    func `a message keeps all it has, known or not`(message: LegacyMessage) throws { try message.check() }

    @Test func `a tool has no annotations and no title`() throws {
        let tool: Tool = try roundTrip(#"{"name": "add", "description": "Adds", "inputSchema": {"type": "object"}}"#)
        #expect(tool == Tool(name: "add", description: "Adds", inputSchema: ["type": "object"]))
        #expect(tool.annotations == nil)
        #expect(tool.title == nil)
    }

    private static let messages = [
        LegacyMessage(
            "initialize", InitializeRequest.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "x": 0, "params": {"protocolVersion": "2024-11-05",
             "capabilities": {"roots": {"listChanged": true, "x": 1}, "sampling": {}, "experimental": {"a": {}}},
             "clientInfo": {"name": "ExampleClient", "version": "1.0.0", "x": [1]}}}
            """#),
        LegacyMessage(
            "initialize result", JSONRPCResultResponse<InitializeResult>.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "result": {"protocolVersion": "2024-11-05",
             "capabilities": {"logging": {}, "prompts": {"listChanged": true}, "x": true,
              "resources": {"subscribe": true, "listChanged": true}, "tools": {"listChanged": true}},
             "serverInfo": {"name": "ExampleServer", "version": "1.0.0"}, "instructions": "Be kind.", "x": {}}}
            """#),
        LegacyMessage(
            "initialized", InitializedNotification.self,
            #"""
            {"jsonrpc": "2.0", "method": "notifications/initialized"}
            """#),
        LegacyMessage("ping without params", PingRequest.self, #"{"jsonrpc": "2.0", "id": "123", "method": "ping"}"#),
        LegacyMessage(
            "ping with empty params", PingRequest.self,
            #"""
            {"jsonrpc": "2.0", "id": "123", "method": "ping", "params": {}}
            """#),
        LegacyMessage(
            "ping result", JSONRPCResultResponse<EmptyResult>.self,
            #"""
            {"jsonrpc": "2.0", "id": "123", "result": {}}
            """#),
        LegacyMessage(
            "tool call", CallToolRequest.self,
            #"""
            {"jsonrpc": "2.0", "id": 2, "method": "tools/call",
             "params": {"name": "weather", "arguments": {"x-y": null}, "_meta": {"progressToken": 7, "x": 1}}}
            """#),
        LegacyMessage(
            "tool result", JSONRPCResultResponse<CallToolResult>.self,
            #"""
            {"jsonrpc": "2.0", "id": 2, "result": {"isError": false, "content": [{"type": "text", "text": "72°F"},
             {"type": "image", "data": "AAAA", "mimeType": "image/png", "annotations": {"priority": 0.5, "x": 1}},
             {"type": "resource", "resource": {"uri": "a:b", "mimeType": "a/b", "blob": "AAAA", "x": 1}}]}}
            """#),
        LegacyMessage(
            "set level", SetLevelRequest.self,
            #"""
            {"jsonrpc": "2.0", "id": 3, "method": "logging/setLevel", "params": {"level": "warning", "x": 1}}
            """#),
        LegacyMessage(
            "subscribe", SubscribeRequest.self,
            #"""
            {"jsonrpc": "2.0", "id": 4, "method": "resources/subscribe", "params": {"uri": "file:///a"}}
            """#),
        LegacyMessage(
            "unsubscribe", UnsubscribeRequest.self,
            #"""
            {"jsonrpc": "2.0", "id": 5, "method": "resources/unsubscribe", "params": {"uri": "file:///a"}}
            """#),
        LegacyMessage(
            "roots", JSONRPCRequest<ListRootsRequestParams>.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "method": "roots/list"}
            """#),
        LegacyMessage(
            "roots changed", RootsListChangedNotification.self,
            #"""
            {"jsonrpc": "2.0", "method": "notifications/roots/list_changed"}
            """#),
        LegacyMessage(
            "progress without message", ProgressNotification.self,
            #"""
            {"jsonrpc": "2.0", "method": "notifications/progress",
             "params": {"progressToken": "abc", "progress": 50.5, "total": 1e2}}
            """#),
        LegacyMessage(
            "sampling", JSONRPCRequest<CreateMessageRequestParams>.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "method": "sampling/createMessage", "params": {"maxTokens": 100,
             "messages": [{"role": "user", "content": {"type": "text", "text": "Hi"}, "x": 1}],
             "includeContext": "thisServer", "temperature": 0.10, "stopSequences": ["."], "metadata": {"a": 1}}}
            """#),
        LegacyMessage(
            "sampling result", JSONRPCResultResponse<CreateMessageResult>.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "result": {"role": "assistant", "model": "m", "stopReason": "bored",
             "content": {"type": "image", "data": "", "mimeType": "image/png"}}}
            """#),
        LegacyMessage(
            "resource not found", JSONRPCErrorResponse.self,
            #"""
            {"jsonrpc": "2.0", "id": 5, "error": {"code": -32002, "message": "Gone", "data": {"uri": "file:///a"}}}
            """#),
    ]
}

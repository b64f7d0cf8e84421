import JSONRPC
import MCP
import Testing

@Suite struct Revision2025_03_26Tests {
    @Test(arguments: messages)
    func `a message keeps all it has, known or not`(message: LegacyMessage) throws { try message.check() }

    @Test func `a tool has annotations`() throws {
        let tool: Tool = try roundTrip(
            #"{"name": "rm", "inputSchema": {"type": "object"}, "annotations": {"idempotentHint": true}}"#)
        let annotations = try #require(tool.annotations)
        #expect(annotations.isIdempotent && annotations.isDestructive && annotations.isOpenWorld)
        #expect(!annotations.isReadOnly)
    }

    private static let messages = [
        LegacyMessage(
            "initialize", InitializeRequest.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-03-26",
             "capabilities": {"roots": {}, "sampling": {"x": 1}}, "clientInfo": {"name": "C", "version": "1"}}}
            """#),
        LegacyMessage(
            "initialize result", JSONRPCResultResponse<InitializeResult>.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "result": {"protocolVersion": "2025-03-26",
             "capabilities": {"completions": {"x-y": 1}, "tools": {}}, "serverInfo": {"name": "S", "version": "1"}}}
            """#),
        LegacyMessage(
            "audio", CallToolResult.self,
            #"""
            {"content": [{"type": "audio", "data": "AAAA", "mimeType": "audio/wav", "x": 1}]}
            """#),
        LegacyMessage(
            "progress with message", ProgressNotification.self,
            #"""
            {"jsonrpc": "2.0", "method": "notifications/progress",
             "params": {"progressToken": 1, "progress": 1, "message": "Reticulating", "x": null}}
            """#),
        LegacyMessage(
            "tool with annotations", ListToolsResult.self,
            #"""
            {"tools": [{"name": "a", "inputSchema": {"type": "object"}, "annotations": {"title": "A",
             "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false, "x": 1}}]}
            """#),
        LegacyMessage(
            "completion of a resource", CompleteRequest.self,
            #"""
            {"jsonrpc": "2.0", "id": 1, "method": "completion/complete", "params":
             {"ref": {"type": "ref/resource", "uri": "file:///{path}", "x": 1}, "argument": {"name": "path", "value": ""}}}
            """#),
        LegacyMessage(
            "cancelled", CancelledNotification.self,
            #"""
            {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 9, "reason": "late"}}
            """#),
    ]
}

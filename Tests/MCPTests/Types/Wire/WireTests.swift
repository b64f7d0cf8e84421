import JSONRPC
import MCP
import Testing

@Suite struct WireTests {
    @Test func `an id of a number is never one of a string`() throws {
        let number: PingRequest = try roundTrip(#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#)
        let string: PingRequest = try roundTrip(#"{"jsonrpc": "2.0", "id": "1", "method": "ping"}"#)
        #expect(number.id == .integer(1))
        #expect(string.id == .string("1"))
        #expect(number != string)
    }

    @Test func `a typed message is the message of the layer below`() throws {
        let call = CallToolRequest(id: "a", params: CallToolRequestParams(name: "t", arguments: ["x": 1]))
        #expect(call.message == .request(id: "a", method: "tools/call", params: ["name": "t", "arguments": ["x": 1]]))
        #expect(call.message.json == call.json)
        let ping = PingRequest(id: 1, params: PingRequestParams())
        #expect(ping.message == .request(id: 1, method: "ping", params: nil))
        #expect(ping.message.json == ping.json)
        let changed = ToolListChangedNotification(params: ToolListChangedNotificationParams(), keepsEmptyParams: true)
        #expect(changed.message == .notification(method: "notifications/tools/list_changed", params: [:]))
        #expect(changed.message.json == changed.json)
        let result = JSONRPCResultResponse(id: 1, result: EmptyResult(resultType: .complete))
        #expect(result.message == .result(id: 1, result: ["resultType": "complete"]))
        let failure = JSONRPCErrorResponse(id: nil, error: .parseError("no"))
        #expect(failure.message == .failure(id: nil, error: .parseError("no")))
    }

    @Test func `an error without a readable request has no id or null`() throws {
        let absent: JSONRPCErrorResponse = try roundTrip(
            #"{"jsonrpc": "2.0", "error": {"code": -32700, "message": ""}}"#)
        let null: JSONRPCErrorResponse = try roundTrip(
            #"{"jsonrpc": "2.0", "id": null, "error": {"code": -32700, "message": ""}}"#)
        #expect(absent.id == nil)
        #expect(null.id == nil)
        #expect(null.other == ["id": nil])
    }
}

import JSONRPC
import MCP
import Testing

@Suite struct MetaTests {
    @Test func `a request says what it speaks and what its sender can do`() throws {
        let meta: RequestMeta = try roundTrip(
            #"""
            {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {},
             "io.modelcontextprotocol/clientInfo": {"name": "C", "version": "1"}, "progressToken": 1,
             "io.modelcontextprotocol/logLevel": "info", "traceparent": "00-a-b-01", "tracestate": "a=b", "baggage": "c=d",
             "com.example/x": 1}
            """#)
        #expect(
            meta
                == RequestMeta(
                    protocolVersion: .latest, clientCapabilities: ClientCapabilities(),
                    clientInfo: Implementation(name: "C", version: "1"), logLevel: .info, progressToken: 1,
                    traceparent: "00-a-b-01", tracestate: "a=b", baggage: "c=d", other: ["com.example/x": 1]))
        try meta.checkRequired()
    }

    @Test(arguments: [
        ("{}", "/io.modelcontextprotocol~1protocolVersion"),
        (#"{"io.modelcontextprotocol/protocolVersion": "2026-07-28"}"#, "/io.modelcontextprotocol~1clientCapabilities"),
    ])
    func `what the modern era requires and is missing is named`(text: String, pointer: String) throws {
        let meta: RequestMeta = try roundTrip(text)
        let failure = #expect(throws: DecodingFailure.self) { try meta.checkRequired() }
        #expect(failure?.pointer == pointer)
    }

    @Test func `a trace that cannot be read is kept and has no effect`() throws {
        let meta: RequestMeta = try roundTrip(#"{"traceparent": {"id": 1}, "baggage": null}"#)
        #expect(meta.traceparent == nil)
        #expect(meta.other == ["traceparent": ["id": 1], "baggage": nil])
    }

    @Test func `a member that is set wins over one that was kept`() throws {
        var meta: RequestMeta = try roundTrip(#"{"traceparent": 1}"#)
        meta.traceparent = "00-a-b-01"
        #expect(meta.object == ["traceparent": "00-a-b-01"])
    }

    @Test func `an id of a number is never one of a string`() throws {
        let number: NotificationMeta = try roundTrip(#"{"io.modelcontextprotocol/subscriptionId": 1}"#)
        let string: NotificationMeta = try roundTrip(#"{"io.modelcontextprotocol/subscriptionId": "1"}"#)
        #expect(number.subscriptionId == .integer(1))
        #expect(string.subscriptionId == .string("1"))
        #expect(number != string)
        #expect(number.json != string.json)
    }

    @Test func `a progress token of a number is never one of a string`() throws {
        let number: ProgressToken = try roundTrip("1")
        let string: ProgressToken = try roundTrip(#""1""#)
        #expect(number != string)
        #expect(try failure("1.5", as: ProgressToken.self).expected == "a string or a whole number")
    }
}

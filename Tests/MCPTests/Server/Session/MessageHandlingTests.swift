import JSONRPC
import NIOCore
import Testing

@testable import MCP

/// What becomes of messages that are none, too many or too long.
@Suite(.timeLimit(.minutes(10))) struct MessageHandlingTests {
    @Test(arguments: [
        "{", "", "nonsense", #"{"a": 1, "a": 2}"#, "\u{FEFF}{}", #"{"jsonrpc": "2.0", "id": 1, "method": "ping"} x"#,
    ])
    func `what is no JSON is answered without an id`(text: String) async throws {
        try await serving(try .echoing()) { peer in
            try await peer.send(raw: text)
            let answer = try await peer.next()
            #expect(answer.errorCode == -32700)
            #expect(answer["id"] == nil)
            #expect(try await peer.ask(Wire.legacy(1, "ping"))["result"] == [:])
        }
    }

    @Test(
        arguments: [
            (#"{"id": 7, "method": "ping"}"#, 7), (#"{"jsonrpc": "1.0", "id": "a", "method": "ping"}"#, "a"),
            (#"{"jsonrpc": "2.0", "id": 7, "method": 5}"#, 7), (#"{"jsonrpc": "2.0", "id": 7}"#, 7),
            (#"{"jsonrpc": "2.0", "id": 7, "method": "ping", "params": [1]}"#, 7),
            (#"{"jsonrpc": "2.0", "id": null, "method": "ping"}"#, nil),
            (#"{"jsonrpc": "2.0", "id": 1.5, "method": "ping"}"#, nil), (#"{}"#, nil), ("5", nil), ("null", nil),
            (#""ping""#, nil),
        ] as [(String, JSONValue?)])
    func `what is no message is answered with its id, if it has one`(text: String, id: JSONValue?) async throws {
        try await serving(try .echoing()) { peer in
            try await peer.send(raw: text)
            let answer = try await peer.next()
            #expect(answer.errorCode == -32600)
            #expect(answer["id"] == id)
        }
    }

    @Test(arguments: [
        #"{"jsonrpc": "2.0", "id": 7, "result": 5}"#, #"{"jsonrpc": "2.0", "id": 7, "error": {}}"#,
        #"{"id": 7, "result": {}}"#,
        #"{"jsonrpc": "2.0", "id": 7, "result": {}}"#, #"{"jsonrpc": "2.0", "id": "x", "result": {}}"#,
        #"{"jsonrpc": "2.0", "error": {"code": -32700, "message": ""}}"#,
        #"{"jsonrpc": "2.0", "method": "x/y"}"#,
        #"{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 9}}"#,
        #"{"jsonrpc": "2.0", "method": "notifications/cancelled"}"#,
    ])
    func `answers to nothing and unknown notifications get no answer`(text: String) async throws {
        try await serving(try .echoing()) { peer in
            try await peer.send(raw: text)
            try await peer.send(Wire.legacy(1, "ping"))
            #expect(try await peer.next()["id"] == 1)
        }
    }

    @Test func `a message that was too long is told`() async throws {
        let (client, end) = InMemoryTransport.pair()
        let server = try Server.echoing()
        async let served: Void = server.serve(Oversizing(end))
        let peer = RawPeer(client)
        try await peer.send(raw: "too long")
        #expect(try await peer.next().errorCode == -32600)
        await peer.close()
        await served
    }

    @Test func `an id that is open is refused, and the first request goes on`() async throws {
        let (server, gate) = try Self.waiting()
        try await serving(server) { peer in
            try await peer.send(Wire.call(1, "wait"))
            let refusal = try await peer.ask(Wire.call(1, "wait"))
            #expect(refusal.errorCode == -32600)
            try await peer.send(Wire.call("1", "wait"))
            gate.finish()
            #expect(try await peer.answer(to: 1).text == "done")
            #expect(try await peer.answer(to: "1").text == "done")
            #expect(try await peer.call(1, "wait").text == "done")
        }
    }

    @Test func `more requests than allowed are refused until some end`() async throws {
        let (server, gate) = try Self.waiting(limit: 2)
        try await serving(server) { peer in
            try await peer.send(Wire.call(1, "wait"))
            try await peer.send(Wire.call(2, "wait"))
            #expect(try await peer.call(3, "wait").errorCode == -32603)
            gate.finish()
            #expect(try await peer.answer(to: 1).text == "done")
            #expect(try await peer.answer(to: 2).text == "done")
            #expect(try await peer.call(4, "wait").text == "done")
        }
    }

    @Test func `requests run at the same time and are answered as they end`() async throws {
        let (server, gate) = try Self.waiting()
        try await serving(server) { peer in
            try await peer.send(Wire.call(1, "wait"))
            #expect(try await peer.ask(Wire.modern(2, "tools/list"))["result"] != nil)
            gate.finish()
            #expect(try await peer.answer(to: 1).text == "done")
        }
    }

    /// A server with the tool `wait`, which ends when the gate is opened by finishing it.
    private static func waiting(limit: Int = 100) throws -> (Server, Broadcast<Void>) {
        let gate = Broadcast<Void>()
        var options = ServerOptions()
        options.maximumConcurrentRequests = limit
        let server = Server(name: "waiting", version: "1", options: options)
        try server.addTool("wait") { _, _ in
            for await _ in gate.listen() {}
            return .text("done")
        }
        return (server, gate)
    }

    /// Reports every message as too long.
    private struct Oversizing: Transport {
        let inner: any Transport

        init(_ inner: any Transport) { self.inner = inner }

        func receive() async -> [TransportEvent]? { await inner.receive()?.map { _ in .oversized(limit: 5) } }
        func send(_ message: ByteBuffer) async throws(TransportClosed) { try await inner.send(message) }
        func close() async { await inner.close() }
    }
}

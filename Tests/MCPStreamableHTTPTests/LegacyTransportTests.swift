import HTTPClient
import HTTPTestSupport
import JSONRPC
import MCP
import MCPStreamableHTTP
import NIOCore
import Testing

/// What the transport says and hears in the legacy era.
@Suite(.timeLimit(.minutes(10))) struct LegacyTransportTests {
    private static let initialize =
        #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}"#
    private static let initialized = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#
    private static let call = #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"a"}}"#
    private static let answer = #"{"jsonrpc":"2.0","id":2,"result":{}}"#

    /// A server with a session; `rest` answers what is not about its beginning and end.
    private func server(_ rest: @escaping @Sendable (Connection, String, String) -> Void) throws -> ScriptedServer {
        try ScriptedServer { connection in
            while let (head, body) = connection.readRequest() {
                if body.contains("\"initialize\"") {
                    let result = #"{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18"}}"#
                    connection.answer("200 OK", ["Content-Type: application/json", "Mcp-Session-Id: s1"], result)
                } else if body.contains("notifications/") || !body.contains("method") && !body.isEmpty {
                    connection.answer("202 Accepted")
                } else {
                    rest(connection, head, body)
                }
            }
        }
    }

    private func transport(_ server: ScriptedServer) async throws -> StreamableHTTPTransport {
        var options = StreamableHTTPOptions()
        options.reconnectTime = .milliseconds(10)
        let transport = StreamableHTTPTransport(try HTTPURL(server.url), client: try HTTPClient(), options: options)
        try await transport.send(ByteBuffer(string: Self.initialize))
        #expect(try await transport.next().contains("2025-06-18"))
        return transport
    }

    @Test func `a session is kept, listened to and ended`() async throws {
        let note = #"{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}"#
        let server = try server { connection, head, _ in
            if head.hasPrefix("GET") {
                connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: \(note)\n\n")
                _ = connection.waitForClose()
            } else {
                connection.answer("200 OK")
            }
        }
        let transport = try await transport(server)
        try await transport.send(ByteBuffer(string: Self.initialized))
        #expect(try await transport.next() == note)
        await transport.close()
        let heads = server.heads
        #expect(!heads[0].contains("Mcp-Session-Id"))
        for head in heads.dropFirst() {
            #expect(head.contains("Mcp-Session-Id: s1"))
            #expect(head.contains("MCP-Protocol-Version: 2025-06-18"))
        }
        #expect(heads.map { $0.prefix { $0 != " " } }.sorted() == ["DELETE", "GET", "POST", "POST"])
        #expect(transport.closeReason == nil)
        await #expect(throws: TransportClosed.self) { try await transport.send(ByteBuffer(string: Self.call)) }
    }

    @Test func `a stream that breaks is taken up where it broke`() async throws {
        let server = try server { connection, head, _ in
            let start = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            if head.hasPrefix("POST") {
                connection.write(start + "retry: 1\nid: e1\ndata:\n\n")
            } else if head.contains("Last-Event-ID: e1") {
                connection.write(start + "id: e2\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}\n\n")
            } else {
                connection.write(start + "id: e3\ndata: \(Self.answer)\n\n")
            }
            connection.close()
        }
        let transport = try await transport(server)
        try await transport.send(ByteBuffer(string: Self.call))
        #expect(try await transport.next().contains("notifications/x"))
        #expect(try await transport.next() == Self.answer)
        #expect(server.heads.contains { $0.contains("Last-Event-ID: e2") })
    }

    @Test func `a stream that never brings the answer is given up`() async throws {
        let server = try server { connection, _, _ in
            let start = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            connection.write(start + (connection.heads.last?.hasPrefix("POST") == true ? "id: e1\ndata:\n\n" : ""))
            connection.close()
        }
        let transport = try await transport(server)
        try await transport.send(ByteBuffer(string: Self.call))
        #expect(try await transport.next().contains("ended before the answer came"))
        #expect(server.heads.count { $0.hasPrefix("GET") } == 5)
    }

    @Test func `a session that the server has forgotten is the end, and the reason is told`() async throws {
        let server = try server { connection, _, _ in connection.answer("404 Not Found") }
        let transport = try await transport(server)
        try await transport.send(ByteBuffer(string: Self.call))
        #expect(await transport.receive() == nil)
        #expect(transport.closeReason?.contains("has ended the session; connect again") == true)
        await #expect(throws: TransportClosed.self) { try await transport.send(ByteBuffer(string: Self.call)) }
        await transport.close()
        #expect(!server.heads.contains { $0.hasPrefix("DELETE") })
    }

    @Test func `a cancellation is told before the stream is closed`() async throws {
        let closed = Collected<Bool>()
        let server = try server { connection, head, _ in
            guard head.hasPrefix("POST") else { return _ = connection.answer("200 OK") }
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: begun\n\n")
            closed.add(connection.waitForClose())
        }
        let transport = try await transport(server)
        try await transport.send(ByteBuffer(string: Self.call))
        try await eventually { server.heads.count == 2 }
        let cancel = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}"#
        try await transport.send(ByteBuffer(string: cancel))
        #expect(server.heads.count == 3)
        try await eventually { closed.all == [true] }
        await transport.close()
    }
}

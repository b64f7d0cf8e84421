import JSONRPC
import MCP
import NIOCore

/// One end of a connection that a test plays itself, message by message.
actor RawPeer {
    /// The other side closed while a message was awaited.
    struct Ended: Error {}

    private let transport: any Transport
    private var waiting: [JSONValue] = []

    init(_ transport: any Transport) {
        self.transport = transport
    }

    /// Sends bytes as they are.
    func send(raw text: String) async throws { try await transport.send(ByteBuffer(string: text)) }

    func send(_ message: JSONValue) async throws { try await transport.send(message.buffer) }

    /// Sends a message and waits for the answer to it.
    func ask(_ message: JSONValue) async throws -> JSONValue {
        try await send(message)
        return try await answer(to: message["id"] ?? .null)
    }

    /// The next message, in the order in which they arrive.
    func next() async throws -> JSONValue {
        if waiting.isEmpty { try await receive() }
        return waiting.removeFirst()
    }

    /// The next message of that method; what arrives before it stays for ``next()``.
    func next(_ method: String) async throws -> JSONValue {
        try await next { $0["method"]?.string == method }
    }

    /// The answer to a request; what arrives before it stays for ``next()``.
    func answer(to id: JSONValue) async throws -> JSONValue {
        try await next { $0["method"] == nil && $0["id"] == id }
    }

    /// The next message that `isWanted` takes; what arrives before it stays for ``next()``.
    func next(where isWanted: (JSONValue) -> Bool) async throws -> JSONValue {
        while true {
            if let position = waiting.firstIndex(where: isWanted) { return waiting.remove(at: position) }
            try await receive()
        }
    }

    /// All messages until the other side closes.
    func rest() async -> [JSONValue] {
        while (try? await receive()) != nil {}
        defer { waiting = [] }
        return waiting
    }

    func close() async { await transport.close() }

    private func receive() async throws {
        guard let events = await transport.receive() else { throw Ended() }
        for case .message(let bytes) in events { waiting.append(try JSONValue(parsing: bytes)) }
    }
}

extension RawPeer {
    /// Answers a request of the other side.
    func reply(to request: JSONValue, _ result: JSONObject) async throws {
        try await send(["jsonrpc": "2.0", "id": request["id"] ?? .null, "result": .object(result)])
    }

    /// Answers a request of the other side with an error.
    func refuse(_ request: JSONValue, _ error: RPCError) async throws {
        try await send(["jsonrpc": "2.0", "id": request["id"] ?? .null, "error": error.json])
    }
}

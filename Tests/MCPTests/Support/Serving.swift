import JSONRPC
import MCP
import TestClock

/// Serves `server` to a peer that the test plays, and stops it in the end.
func serving(
    _ server: Server, principal: String? = nil, _ body: @Sendable (RawPeer) async throws -> Void
) async throws {
    let (client, end) = InMemoryTransport.pair()
    try await withThrowingTaskGroup { group in
        group.addTask { await server.serve(end, principal: principal) }
        defer { server.stop() }
        try await body(RawPeer(client))
    }
}

extension RawPeer {
    /// Does the handshake of the legacy era.
    func shakeHands(_ version: ProtocolVersion = .latestLegacy, capabilities: JSONObject = [:]) async throws {
        _ = try await ask(Wire.initialize("handshake", version, capabilities: capabilities))
        try await send(Wire.notification("notifications/initialized"))
    }

    /// Calls a tool in the modern way.
    func call(
        _ id: JSONValue, _ tool: String, _ arguments: JSONObject = [:], capabilities: JSONObject = [:],
        meta: JSONObject = [:], with other: JSONObject = [:]
    ) async throws -> JSONValue {
        try await ask(Wire.call(id, tool, arguments, capabilities: capabilities, meta: meta, with: other))
    }

    /// Calls a tool in the legacy way.
    func legacyCall(_ id: JSONValue, _ tool: String, _ arguments: JSONObject = [:]) async throws -> JSONValue {
        try await ask(Wire.legacyCall(id, tool, arguments))
    }
}

extension Wire {
    static func call(
        _ id: JSONValue, _ tool: String, _ arguments: JSONObject = [:], capabilities: JSONObject = [:],
        meta: JSONObject = [:], with other: JSONObject = [:]
    ) -> JSONValue {
        var params: JSONObject = ["name": .string(tool), "arguments": .object(arguments)]
        for member in other { params[member.key] = member.value }
        return modern(id, "tools/call", params, capabilities: capabilities, meta: meta)
    }

    static func legacyCall(_ id: JSONValue, _ tool: String, _ arguments: JSONObject = [:]) -> JSONValue {
        legacy(id, "tools/call", ["name": .string(tool), "arguments": .object(arguments)])
    }
}

extension Server {
    /// A server with one tool, `echo`, that returns its argument `text`.
    static func echoing(_ options: ServerOptions = ServerOptions()) throws -> Server {
        let server = Server(name: "test", version: "1", options: options)
        try server.addTool("echo") { arguments, _ in .text(try arguments.required("text")) }
        return server
    }
}

extension ServerOptions {
    /// The defaults, measured with a clock that a test moves.
    static func timed(by clock: ManualClock) -> ServerOptions {
        var options = ServerOptions()
        options.clock = clock
        return options
    }
}

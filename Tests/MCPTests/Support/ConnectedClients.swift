import JSONRPC
import MCP

/// A client of either era together with the server that a test plays for it.
struct ConnectedClient: Sendable {
    let client: Client
    let server: RawPeer

    static func modern(
        _ handlers: ClientHandlers = ClientHandlers(), options: ClientOptions = ClientOptions()
    ) async throws -> ConnectedClient {
        try await connect(handlers, options) { server in
            try await server.reply(to: try await server.next(), Greeting.discovered())
        }
    }

    static func legacy(
        _ handlers: ClientHandlers = ClientHandlers(), options: ClientOptions = ClientOptions()
    ) async throws -> ConnectedClient {
        var options = options
        options.firstEra = .legacy
        return try await connect(handlers, options) { server in
            try await server.reply(to: try await server.next(), Greeting.initialized())
            _ = try await server.next("notifications/initialized")
        }
    }

    static func make(
        _ era: ProtocolVersion.Era, _ handlers: ClientHandlers = ClientHandlers(),
        options: ClientOptions = ClientOptions()
    ) async throws -> ConnectedClient {
        switch era {
        case .modern: try await modern(handlers, options: options)
        case .legacy: try await legacy(handlers, options: options)
        }
    }

    private static func connect(
        _ handlers: ClientHandlers, _ options: ClientOptions, greet: (RawPeer) async throws -> Void
    ) async throws -> ConnectedClient {
        let servers = ScriptedServers()
        async let client = Client.connect(
            name: "test", version: "1", handlers: handlers, options: options, open: servers.open)
        let server = await servers.server()
        try await greet(server)
        return ConnectedClient(client: try await client, server: server)
    }
}

extension RawPeer {
    /// Answers a call of a tool with one text.
    func reply(to call: JSONValue, text: String) async throws {
        try await reply(to: call, ["resultType": "complete", "content": [["type": "text", "text": .string(text)]]])
    }

    /// Answers a request with questions.
    func ask(back request: JSONValue, _ requests: JSONObject?, state: String?) async throws {
        var result: JSONObject = ["resultType": "input_required"]
        result["inputRequests"] = requests.map(JSONValue.object)
        result["requestState"] = state.map(JSONValue.string)
        try await reply(to: request, result)
    }
}

extension CallToolResult {
    /// The text of the first block.
    var firstText: String? { if case .text(let content)? = content.first { content.text } else { nil } }
}

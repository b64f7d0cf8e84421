public import MCP

/// A server that is part of this program and is treated like all others: merged, routed to, listed and recorded.
public struct InProcessServer: Sendable {
    /// The key under which it is listed. A server of the configuration with the same key takes its place.
    public let key: String
    /// What stands before the names of its tools; empty for nothing.
    public var prefix: String
    /// Serves one connection until it ends or the task is cancelled.
    public let serve: @Sendable (any Transport) async -> Void

    /// Describes a server.
    public init(key: String, prefix: String = "", serve: @escaping @Sendable (any Transport) async -> Void) {
        self.key = key
        self.prefix = prefix
        self.serve = serve
    }

    var configuration: ServerConfiguration {
        var settings = ServerSettings()
        settings.prefix = prefix
        settings.callTimeout = nil
        return ServerConfiguration(key: key, endpoint: .inProcess(key), settings: settings, origin: .nowhere)
    }
}

extension HubConfiguration {
    /// The same with the servers that are part of this program.
    func adding(_ servers: [InProcessServer]) -> HubConfiguration {
        var configuration = self
        configuration.servers += servers.filter { self[$0.key] == nil }.map(\.configuration)
        return configuration
    }
}

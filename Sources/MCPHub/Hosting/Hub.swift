public import MCP

/// Many servers behind one.
public actor Hub {
    private let configuration: HubConfiguration

    /// Prepares a hub.
    public init(_ configuration: HubConfiguration, options: HubOptions) throws {
        self.configuration = configuration
    }

    /// Begins; servers start in the background.
    public func start() async {}

    /// Serves the agent at standard input and output until its input ends.
    public func serveStandardIO() async throws {}

    /// Serves one agent until it is gone.
    public func attach(_ transport: any Transport, principal: String) async { await transport.close() }

    /// How everything is at this moment.
    public func status() async -> HubStatus {
        HubStatus(servers: configuration.enabledServers.map { ServerStatus(key: $0.key) })
    }

    /// What agents are offered at this moment.
    public func snapshot() async -> RegistrySnapshot {
        RegistrySnapshot(version: 0, catalogs: [], rules: ExposureRules(configuration))
    }

    /// Waits until every server is ready, dormant or failed, or has failed once.
    public func waitUntilSettled(timeout: Duration) async {}

    /// Takes over another configuration while agents stay connected.
    public func reload(_ configuration: HubConfiguration) async {}

    /// Approves the tools of these servers as they are, nil for all of them, and merges again.
    public func approve(_ servers: [String]?) async {}

    /// Ends every server.
    public func stop() async {}
}

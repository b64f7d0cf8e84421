public import MCP

/// How one call went, for metrics.
public struct CallMeasurement: Sendable {
    /// The name or URI as the agent knows it.
    public let tool: String
    /// Whose it is; nil for the hub's own.
    public let server: String?
    /// How it ended, as the audit names it.
    public let outcome: String
    /// How long it took.
    public let duration: Duration
}

/// What a hub is given besides its configuration.
public struct HubOptions: Sendable {
    /// The variables that a configuration may name.
    public var environment: [String: String]
    /// Where files are kept that the configuration does not place.
    public var locations: ConfigurationLocations
    /// The path of this program, which is started once more to watch over the servers; nil for no such guardian.
    public var executable: String?
    /// What the hub says it is.
    public var hubVersion: Implementation
    /// Servers that are part of this program, behind those of the configuration.
    public var inProcessServers: [InProcessServer] = []
    /// Makes the way to a server that is reached by a URL; nil where that is not done.
    public var dial: (@Sendable (ExpandedRemote) throws -> any Transport)?
    /// The thread that the hub lives on; nil for one of its own.
    public var loop: (any HubLoop)?
    /// Told of every call that has ended, on the thread of the hub. It must not wait for anything.
    public var onCall: (@Sendable (CallMeasurement) -> Void)?
    /// Takes what is worth knowing while the hub runs, on any thread. It must not wait for anything.
    public var log: @Sendable (HubLogEntry) -> Void

    /// Puts options together.
    public init(
        environment: [String: String], locations: ConfigurationLocations? = nil, executable: String? = nil,
        hubVersion: Implementation, log: @escaping @Sendable (HubLogEntry) -> Void = { _ in }
    ) {
        self.environment = environment
        self.locations = locations ?? ConfigurationLocations(environment: environment)
        self.executable = executable
        self.hubVersion = hubVersion
        self.log = log
    }
}

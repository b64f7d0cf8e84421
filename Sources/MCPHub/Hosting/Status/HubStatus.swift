/// How a hub and its servers are at a moment.
public struct HubStatus: Hashable, Sendable {
    /// The servers in the order of the configuration, without the disabled ones.
    public var servers: [ServerStatus]
    /// How many agents are connected.
    public var agents = 0
    /// How much agents on standard input and output have not read yet, in bytes.
    public var unsentBytes = 0
    /// How many calls are under way.
    public var openCalls = 0
    /// How many calls wait for an answer to a question.
    public var parkedCalls = 0
    /// How often what is offered has been merged anew.
    public var snapshotVersion = 0
    /// How many tools are offered, the hub's own included.
    public var toolCount = 0
    /// What is not offered because something else has its name.
    public var collisions: [String] = []
    /// What else is worth knowing.
    public var notes: [String] = []

    /// Describes a hub with these servers about which nothing else is known.
    public init(servers: [ServerStatus]) {
        self.servers = servers
    }

    /// The server with this key.
    public subscript(key: String) -> ServerStatus? { servers.first { $0.key == key } }
}

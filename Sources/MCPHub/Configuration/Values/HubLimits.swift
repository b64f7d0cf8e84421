/// Bounds on what agents and servers may ask of the hub.
public struct HubLimits: Hashable, Sendable {
    /// The longest message accepted from anyone, in bytes.
    public var messageBytes = 64 << 20
    /// How many arrays and objects of a message may stand inside each other.
    public var depth = 512
    /// The longest result passed on to an agent, in bytes; a longer one becomes an error.
    public var resultBytes = 64 << 20
    /// How many calls may be under way at the same time.
    public var concurrentCalls = 1024
    /// How many of them may be with one server.
    public var concurrentCallsPerServer = 256
    /// How many calls of one principal may wait for an answer to a question of the server.
    public var parkedCallsPerPrincipal = 32
    /// How long such a call waits.
    public var parkedCallLifetime = Duration.seconds(600)
    /// How many tools, and how many of each other kind of thing, one server may offer.
    public var toolsPerServer = 10_000
    /// How much of the end of a server's standard error is kept, in bytes.
    public var stderrBytes = 64 << 10

    /// The limits of a hub that sets none.
    public init() {}
}

/// Bounds on what a client may ask of the server.
public struct ServerLimits: Hashable, Sendable {
    /// How many bytes the header of a request may have, all fields together.
    public var headerBytes = 32 << 10
    /// How many bytes a message to an agent's endpoint may have.
    public var messageBytes = 64 << 20
    /// How deep a message may be nested.
    public var messageDepth = 512
    /// How many connections there may be; those beyond wait to be accepted.
    public var connections = 12_000
    /// How long a client may take to send the header of a request, and how long a connection may rest before it.
    public var headerTime = Duration.seconds(30)
    /// How long a client may take to send the body of a message.
    public var bodyTime = Duration.seconds(60)
    /// How long a client may leave unread what it was sent.
    public var writeTime = Duration.seconds(60)
    /// How many bytes a client may leave unread.
    public var unreadBytes = 8 << 20
    /// How long a stream may be silent before a comment is sent to keep it open.
    public var keepAlive = Duration.seconds(20)
    /// How long requests have to end when the server ends.
    public var drainTime = Duration.seconds(10)

    /// The usual bounds.
    public init() {}
}

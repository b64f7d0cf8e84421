/// A path at which connections turn into WebSockets (RFC 6455).
public struct WebSocketRoute: Sendable {
    /// The path.
    public var path: String
    /// The longest message that is accepted, in bytes; a longer one ends the connection.
    public var maximumMessageBytes = 1 << 20
    /// How many bytes may wait for a slow reader before its connection is given up.
    public var maximumQueuedBytes = 1 << 20
    /// After how much time a peer is asked whether it is there; one that has not said anything until the next time is
    /// given up.
    public var pingInterval: Duration = .seconds(20)
    /// How long a peer may take to answer when the connection is closed.
    public var closeTime: Duration = .seconds(5)
    /// Serves a connection; when it returns, the connection is closed.
    public var serve: @Sendable (WebSocketConnection) async -> Void

    /// Serves connections at `path`.
    public init(path: String, serve: @escaping @Sendable (WebSocketConnection) async -> Void) {
        self.path = path
        self.serve = serve
    }
}

/// One message on a WebSocket.
public enum WebSocketMessage: Hashable, Sendable {
    /// Text.
    case text(String)
    /// Bytes.
    case binary([UInt8])
}

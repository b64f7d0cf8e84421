public import NIOCore

/// Two peers in one process, joined without pipes: for tests, and for servers that live inside their host.
public struct InMemoryTransport: Transport {
    private let inbox: MessageQueue
    private let peerInbox: MessageQueue

    /// Makes the two ends of a connection.
    public static func pair() -> (client: InMemoryTransport, server: InMemoryTransport) {
        let (left, right) = (MessageQueue(), MessageQueue())
        return (InMemoryTransport(inbox: left, peerInbox: right), InMemoryTransport(inbox: right, peerInbox: left))
    }

    /// Waits for the next messages; see ``Transport/receive()``.
    public func receive() async -> [TransportEvent]? { await inbox.take() }

    /// Sends one message; see ``Transport/send(_:)``.
    public func send(_ message: ByteBuffer) async throws(TransportClosed) {
        try await peerInbox.put([.message(message)])
    }

    /// Ends both directions.
    public func close() async {
        peerInbox.finish()
        inbox.finish()
    }
}

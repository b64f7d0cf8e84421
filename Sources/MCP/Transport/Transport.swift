public import NIOCore

/// Carries whole messages between two peers, in order and without loss, until one side closes.
///
/// A transport knows nothing of the protocol: it cuts lines or frames, bounds what it holds, and lets the rest above
/// it decide what a message means. Both directions may be used at the same time; each by one task at a time or, for
/// ``send(_:)``, by any number.
public protocol Transport: Sendable {
    /// Waits for the next messages.
    ///
    /// - Returns: what has arrived since the last call, in order and at least one; nil when the peer has closed, the
    ///   transport was closed or the task was cancelled.
    func receive() async -> [TransportEvent]?

    /// Sends one message. Returns when it is queued; waits first while the peer reads too slowly.
    ///
    /// - Throws: ``TransportClosed`` when it can no longer be delivered.
    func send(_ message: ByteBuffer) async throws(TransportClosed)

    /// Ends both directions once what was sent has been written. Closing twice does nothing.
    func close() async
}

/// What arrives on a transport.
public enum TransportEvent: Hashable, Sendable {
    /// The bytes of one message, not yet looked at.
    case message(ByteBuffer)
    /// A message was longer than `limit` bytes and has been thrown away.
    case oversized(limit: Int)
}

/// The other side is gone, or this side has closed.
public struct TransportClosed: Error, Hashable, Sendable, CustomStringConvertible {
    /// Why, in one sentence.
    public let description: String

    /// Creates the error with its reason.
    public init(_ description: String) {
        self.description = description
    }
}

import NIOCore
import Polling
import Processes

/// The way to and from one process of a child server. Belongs to the hub's actor.
final class ChildChannel {
    let server: String
    var child: SupervisedChild?
    var input: LineInput?
    var output: LineOutput?
    /// The way to a server that is no process of its own.
    var outbox: AsyncStream<ByteBuffer>.Continuation?
    /// What serves such a server.
    var serving: Task<Void, Never>?
    /// The end of what it wrote to standard error.
    var errors: ErrorRing
    /// Whether it is to end as soon as it has been started.
    var isEnding = false
    var isInputClosed = false
    var isDirty = false

    init(server: String, errorBytes: Int) {
        self.server = server
        errors = ErrorRing(capacity: errorBytes)
    }

    /// Takes a message; it goes out with the next flush.
    func append(_ message: ByteBuffer) {
        if let outbox { _ = outbox.yield(message) } else { output?.append(message) }
    }
}

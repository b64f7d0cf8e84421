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
    /// Whether its pipes have been given more room.
    var hasLargePipes = false

    init(server: String, errorBytes: Int) {
        self.server = server
        errors = ErrorRing(capacity: errorBytes)
    }

    /// Gives its pipes more room, once large messages have come.
    ///
    /// - Returns: whether they have been given it only now.
    func enlargePipes() -> Bool {
        guard !hasLargePipes, let child else { return false }
        hasLargePipes = true
        for descriptor in [child.input, child.output] { PipeCapacity.raise(descriptor) }
        return true
    }

    /// Takes a message; it goes out with the next flush.
    func append(_ message: ByteBuffer) {
        if let outbox { _ = outbox.yield(message) } else { output?.append(message) }
    }
}

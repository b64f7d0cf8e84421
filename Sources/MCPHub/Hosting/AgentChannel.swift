import MCP
import NIOCore
import Polling

/// The way to and from one agent. Belongs to the hub's actor.
final class AgentChannel {
    /// Descriptors of lines, for an agent outside this process.
    struct Lines {
        let inputDescriptor: Int32
        let outputDescriptor: Int32
        var input: LineInput
        var output: LineOutput
    }

    /// Takes messages to an agent that does not read lines. It must not wait for anything.
    typealias Delivery = @Sendable (ByteBuffer, AgentMessage) -> Void

    var lines: Lines?
    private let delivery: Delivery?
    /// Whether the agent sends nothing more, and leaves once it has its answers.
    var isFinishing = false
    /// Whether it is not read for now, because it does not read what it is sent.
    var isPaused = false
    /// Whether something waits to be flushed.
    var isDirty = false
    /// Told when it is gone.
    var onGone: (@Sendable () -> Void)?

    init(lines: Lines) {
        self.lines = lines
        delivery = nil
    }

    init(delivery: @escaping Delivery, onGone: (@Sendable () -> Void)? = nil) {
        self.delivery = delivery
        self.onGone = onGone
    }

    /// Takes a message; it goes out with the next flush.
    func append(_ message: ByteBuffer, _ kind: AgentMessage) {
        if let delivery { delivery(message, kind) } else { lines?.output.append(message) }
    }
}

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

    var lines: Lines?
    /// The way to an agent inside this process.
    let transport: AsyncStream<ByteBuffer>.Continuation?
    /// Whether the agent sends nothing more, and leaves once it has its answers.
    var isFinishing = false
    /// Whether it is not read for now, because it does not read what it is sent.
    var isPaused = false
    /// Whether something waits to be flushed.
    var isDirty = false
    /// Woken when it is gone.
    var onGone: CheckedContinuation<Void, Never>?

    init(lines: Lines) {
        self.lines = lines
        transport = nil
    }

    init(transport: AsyncStream<ByteBuffer>.Continuation) {
        self.transport = transport
    }

    /// Takes a message; it goes out with the next flush.
    func append(_ message: ByteBuffer) {
        if let transport { transport.yield(message) } else { lines?.output.append(message) }
    }
}

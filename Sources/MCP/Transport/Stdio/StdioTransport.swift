public import JSONRPC
import Locking
public import NIOCore

/// One JSON message per line over a pair of file descriptors: standard input and output, or the pipes of a child.
public final class StdioTransport: Transport {
    private let input: Int32
    private let output: Int32
    private let reader: DescriptorReader
    private let writer: DescriptorWriter
    private let inbox = MessageQueue()
    private let closing = Locked(Closing())

    /// Who still uses the descriptors; they are closed when nobody does.
    private struct Closing {
        var isReading = true
        var isWriting = true
        var isClosed = false
    }

    /// Speaks over this process's standard input and output, as a server that a host has launched does.
    ///
    /// Standard output belongs to the protocol from now on: what the program prints goes to standard error.
    ///
    /// - Throws: ``TransportClosed`` when the system has no descriptor or thread left.
    public static func standard(limits: JSONLimits = .standard) throws(TransportClosed) -> StdioTransport {
        try StdioTransport(input: 0, output: SystemCalls.claimStandardOutput(), limits: limits)
    }

    /// Reads `input` and writes `output`, and closes both in the end.
    ///
    /// - Throws: ``TransportClosed`` when the system has no descriptor or thread left.
    public init(input: Int32, output: Int32, limits: JSONLimits = .standard) throws(TransportClosed) {
        guard let reader = DescriptorReader(input) else { throw TransportClosed("too many open files") }
        self.input = input
        self.output = output
        self.reader = reader
        writer = DescriptorWriter(output)
        let isReading = reader.start(
            limits: limits, deliver: { [inbox] in inbox.putBlocking($0) },
            ended: { [self] in
                inbox.finish()
                release { $0.isReading = false }
            })
        guard isReading else { throw TransportClosed("no thread can be started to read with") }
    }

    /// Waits for the next lines; see ``Transport/receive()``.
    public func receive() async -> [TransportEvent]? { await inbox.take() }

    /// Writes one line; see ``Transport/send(_:)``.
    public func send(_ message: ByteBuffer) async throws(TransportClosed) { try await writer.send(message) }

    /// Writes what is pending, then closes both descriptors. A server sees the end of its standard input.
    public func close() async {
        let isFirst = closing.withLock { closing in
            defer { closing.isClosed = true }
            return !closing.isClosed
        }
        guard isFirst else { return }
        await writer.close()
        release { $0.isWriting = false }
        inbox.finish()
        reader.stop()
    }

    /// Closes a descriptor once its last user is done: never while another thread may still be reading it.
    private func release(_ change: (inout Closing) -> Void) {
        let (closesInput, closesOutput) = closing.withLock { closing in
            let before = closing
            change(&closing)
            let (stopsReading, stopsWriting) = (
                before.isReading && !closing.isReading, before.isWriting && !closing.isWriting
            )
            guard input == output else { return (stopsReading, stopsWriting) }
            return (false, (stopsReading || stopsWriting) && !closing.isReading && !closing.isWriting)
        }
        if closesOutput { SystemCalls.closeDescriptor(output) }
        if closesInput { SystemCalls.closeDescriptor(input) }
    }
}

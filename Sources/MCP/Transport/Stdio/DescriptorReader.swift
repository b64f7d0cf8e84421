import JSONRPC
import NIOCore

/// Reads a file descriptor on a thread of its own and cuts what it reads into lines.
///
/// A blocking read works for pipes, sockets, terminals and regular files alike, and costs less than any event loop;
/// see `docs/decisions/0003-blocking-stdio.md`. The thread ends at the end of the stream or when ``stop()`` is called.
final class DescriptorReader: Sendable {
    private let descriptor: Int32
    private let stopReader: Int32
    private let stopWriter: Int32

    /// Prepares to read `descriptor`, which stays the caller's to close after `ended` was called.
    init?(_ descriptor: Int32) {
        guard let waker = SystemCalls.makePipe() else { return nil }
        self.descriptor = descriptor
        (stopReader, stopWriter) = (waker.read, waker.write)
    }

    deinit {
        SystemCalls.closeDescriptor(stopReader)
        SystemCalls.closeDescriptor(stopWriter)
    }

    /// Starts reading.
    ///
    /// - Parameters:
    ///   - deliver: called on the reading thread with the lines of one read, in order; may block to hold the peer up.
    ///   - ended: called once on that thread, after the last line.
    /// - Returns: false when no thread can be had; neither closure is called then.
    func start(
        limits: JSONLimits, deliver: @escaping @Sendable ([TransportEvent]) -> Void,
        ended: @escaping @Sendable () -> Void
    ) -> Bool {
        SystemCalls.startThread { [self] in
            readLines(limits: limits, deliver: deliver)
            ended()
        }
    }

    /// Makes the thread end soon, whatever it waits for.
    func stop() {
        _ = withUnsafeBytes(of: UInt8(0)) { SystemCalls.writeAll(stopWriter, $0) }
    }

    private func readLines(limits: JSONLimits, deliver: ([TransportEvent]) -> Void) {
        var framer = LineFramer(limits: limits)
        let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { space.deallocate() }
        while SystemCalls.waitReadable(descriptor, waker: stopReader) {
            let count = SystemCalls.readSome(descriptor, into: space)
            guard count > 0 else { break }
            framer.feed(ByteBuffer(bytes: UnsafeRawBufferPointer(rebasing: space[..<count])))
            var events: [TransportEvent] = []
            while let frame = framer.next() { events.append(TransportEvent(frame)) }
            if !events.isEmpty { deliver(events) }
        }
        if let last = framer.finish() { deliver([TransportEvent(last)]) }
    }
}

extension TransportEvent {
    fileprivate init(_ frame: LineFramer.Frame) {
        switch frame {
        case .line(let bytes): self = .message(bytes)
        case .oversized(let limit): self = .oversized(limit: limit)
        }
    }
}

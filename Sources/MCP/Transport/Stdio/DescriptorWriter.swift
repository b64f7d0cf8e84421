import Dispatch
import Locking
import NIOCore

/// Writes lines to a file descriptor without ever blocking a task.
///
/// A short line goes out at once, in the caller's thread, when the descriptor is known to take it: that is the whole
/// cost of nearly every message. Everything else waits in a batch for a thread of the writer's own, which exists only
/// once it is needed. Lines keep their order; who sends faster than the peer reads is suspended.
final class DescriptorWriter: Sendable {
    private struct State {
        var pending = ByteBuffer()
        var isWriting = false
        var isClosed = false
        var hasThread = false
        /// Who waits for room.
        var suspended: [Promise<Void>] = []
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    /// What a single write can hand to a pipe that is writable, whatever else it holds (`PIPE_BUF`).
    private static let atomicBytes = 4096

    private let descriptor: Int32
    private let maximumPendingBytes: Int
    private let state = Locked(State())
    private let wake = DispatchSemaphore(value: 0)

    /// Prepares to write `descriptor`, which stays the caller's to close after ``close()`` has returned.
    init(_ descriptor: Int32, maximumPendingBytes: Int = 4 << 20) {
        self.descriptor = descriptor
        self.maximumPendingBytes = maximumPendingBytes
        SystemCalls.ignoreBrokenPipes
    }

    /// Writes `line` and a line feed; suspends while more than the bound is pending, or until the task is cancelled.
    func send(_ line: ByteBuffer) async throws(TransportClosed) {
        if try sendNow(line) { return }
        let room: Promise<Void>? = state.withLock { state in
            guard state.pending.readableBytes > maximumPendingBytes, !state.isClosed else { return nil }
            let room = Promise<Void>()
            state.suspended.append(room)
            return room
        }
        try? await room?.value()
    }

    /// Writes `line` and a line feed, or queues them.
    ///
    /// - Returns: false when more than the bound is pending now.
    @discardableResult
    func sendNow(_ line: ByteBuffer) throws(TransportClosed) -> Bool {
        let isDirect = try reserveDirectWrite(line)
        guard isDirect else { return try enqueue(line) }
        var bytes = line
        bytes.writeInteger(UInt8(ascii: "\n"))
        let isAlive = bytes.withUnsafeReadableBytes { SystemCalls.writeAll(descriptor, $0) }
        finishWrite(isAlive: isAlive)
        guard isAlive else { throw TransportClosed("the peer no longer reads") }
        return true
    }

    private func reserveDirectWrite(_ line: ByteBuffer) throws(TransportClosed) -> Bool {
        let answer: Bool? = state.withLock { state in
            guard !state.isClosed else { return nil }
            guard !state.isWriting, state.pending.readableBytes == 0, line.readableBytes < Self.atomicBytes,
                SystemCalls.canWriteAtOnce(descriptor)
            else { return false }
            state.isWriting = true
            return true
        }
        guard let answer else { throw TransportClosed("the connection is closed") }
        return answer
    }

    private func enqueue(_ line: ByteBuffer) throws(TransportClosed) -> Bool {
        let (isClosed, startsThread, hasRoom) = state.withLock { state in
            guard !state.isClosed else { return (true, false, false) }
            state.pending.writeImmutableBuffer(line)
            state.pending.writeInteger(UInt8(ascii: "\n"))
            let starts = !state.hasThread
            state.hasThread = true
            return (false, starts, state.pending.readableBytes <= maximumPendingBytes)
        }
        guard !isClosed else { throw TransportClosed("the connection is closed") }
        guard !startsThread || SystemCalls.startThread({ [self] in writeBatches() }) else {
            finishWrite(isAlive: false)
            throw TransportClosed("no thread can be started to write with")
        }
        wake.signal()
        return hasRoom
    }

    /// What the writer's thread does next.
    private enum Step {
        case write(ByteBuffer)
        case wait
        case end
    }

    /// The writer's thread: everything pending goes out in one write, again and again.
    private func writeBatches() {
        while true {
            wake.wait()
            switch nextStep() {
            case .write(let batch):
                finishWrite(isAlive: batch.withUnsafeReadableBytes { SystemCalls.writeAll(descriptor, $0) })
            case .wait: continue
            case .end: return
            }
        }
    }

    /// A direct write in progress wakes the thread when it is done, so it is safe to wait for it.
    private func nextStep() -> Step {
        state.withLock { state in
            if state.isWriting { return .wait }
            if state.pending.readableBytes == 0 { return state.isClosed ? .end : .wait }
            defer { state.pending = ByteBuffer() }
            state.isWriting = true
            return .write(state.pending)
        }
    }

    private func finishWrite(isAlive: Bool) {
        let (suspended, closers, hasMore) = state.withLock { state in
            state.isWriting = false
            if !isAlive {
                state.isClosed = true
                state.pending = ByteBuffer()
            }
            let hasMore = state.pending.readableBytes > 0
            defer {
                state.suspended = []
                if !hasMore { state.closers = [] }
            }
            return (state.suspended, hasMore ? [] : state.closers, hasMore || (state.isClosed && state.hasThread))
        }
        for room in suspended { room.settle(.success(())) }
        for closer in closers { closer.resume() }
        if hasMore { wake.signal() }
    }

    /// Accepts nothing more and returns when all that was accepted has been written.
    func close() async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                state.isClosed = true
                let isDone = !state.isWriting && state.pending.readableBytes == 0
                if !isDone { state.closers.append(continuation) }
                return isDone
            }
            if isDone { continuation.resume() }
            wake.signal()
        }
    }
}

import Locking

/// Waits with `poll(2)`, which every system has. Its cost grows with the number of descriptors.
final class PortablePoller: Poller {
    private let entries = Locked<[PollEntry]>([])
    private let wakeReader: Int32
    private let wakeWriter: Int32

    init() throws(PollFailure) {
        (wakeReader, wakeWriter) = try SystemCalls.makePipe(nonblocking: .both)
    }

    deinit {
        SystemCalls.closeDescriptor(wakeReader)
        SystemCalls.closeDescriptor(wakeWriter)
    }

    func set(_ descriptor: Int32, to interest: PollLoop.Readiness, token: UInt32) {
        entries.withLock { entries in
            entries.removeAll { $0.descriptor == descriptor }
            guard !interest.isEmpty else { return }
            entries.append(PollEntry(descriptor: descriptor, interest: interest, token: token))
        }
    }

    func remove(_ descriptor: Int32) {
        entries.withLock { entries in entries.removeAll { $0.descriptor == descriptor } }
    }

    func wait(milliseconds: Int32, events: inout [PollEvent]) {
        let waker = PollEntry(descriptor: wakeReader, interest: .readable, token: 0)
        for event in SystemCalls.waitFor(entries.withLock { $0 } + [waker], milliseconds: milliseconds) {
            if event.descriptor == wakeReader { SystemCalls.drain(wakeReader) } else { events.append(event) }
        }
    }

    func wake() {
        _ = withUnsafeBytes(of: UInt8(0)) { SystemCalls.writeSome($0, to: wakeWriter) }
    }
}

/// One descriptor that `poll(2)` is asked about.
struct PollEntry: Sendable {
    let descriptor: Int32
    let interest: PollLoop.Readiness
    let token: UInt32
}

import Dispatch
import JSONRPC
import NIOCore
import Polling
import Synchronization

/// What the hub does with a message and nothing else: an actor on a poll loop that reads lines from one descriptor,
/// gives each another id and writes it to a second one.
actor Forwarder {
    private static let maximumPendingBytes = 1 << 20

    private let loop: PollLoop
    private let (source, sink): (Int32, Int32)
    private let scanner = EnvelopeScanner()
    private var input: LineInput
    private var output: LineOutput
    private var started = 0.0
    private var count = 0
    private let threadTime = Mutex(0.0)

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(from source: Int32, to sink: Int32, on loop: PollLoop) {
        self.loop = loop
        (self.source, self.sink) = (source, sink)
        input = LineInput(descriptor: source)
        output = LineOutput(descriptor: sink)
    }

    /// Begins; `ended` is signalled once the source has ended and all is written.
    nonisolated func start(ended: DispatchSemaphore) {
        loop.watch(source, for: .readable) { _ in self.assumeIsolated { $0.read(ended: ended) } }
        loop.watch(sink, for: []) { _ in self.assumeIsolated { $0.write() } }
    }

    /// The CPU time of the loop's thread from the first message to the end, in seconds.
    nonisolated func finalThreadTime() -> Double { threadTime.withLock { $0 } }

    private func read(ended: DispatchSemaphore) {
        if started == 0 { started = PipeBenchmark.threadTime() }
        let outcome = input.fill()
        while case .line(let line)? = input.next() { forward(line) }
        write()
        guard outcome == .ended else { return }
        loop.forget(source)
        loop.forget(sink)
        let elapsed = PipeBenchmark.threadTime() - started
        threadTime.withLock { $0 = elapsed }
        ended.signal()
    }

    private func forward(_ line: ByteBuffer) {
        guard let envelope = try? scanner.scan(line), let id = envelope[.id] else { return }
        output.append(line, replacing: id, withID: count)
        count += 1
    }

    private func write() {
        let outcome = output.flush()
        loop.change(sink, to: outcome == .blocked ? .writable : [])
        loop.change(source, to: output.pendingBytes > Self.maximumPendingBytes ? [] : .readable)
    }
}

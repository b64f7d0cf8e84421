import Locking

/// Carries bytes between a descriptor that makes its user wait and a pipe that does not, on a thread of its own.
enum DescriptorPump {
    private struct State {
        /// How many threads carry something out.
        var writing = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private static let state = Locked(State())

    /// The end of a pipe that brings what `descriptor` brings.
    static func input(from descriptor: Int32) throws(PollFailure) -> Int32 {
        let source = try SystemCalls.duplicate(descriptor)
        let (reader, writer) = try makePipe(nonblocking: .reader, orClose: source)
        try start(named: "standard input", closing: [source, reader, writer]) {
            SystemCalls.carryAll(from: source, to: writer)
            SystemCalls.closeDescriptor(writer)
            SystemCalls.closeDescriptor(source)
        }
        return reader
    }

    /// The end of a pipe that takes what goes to `descriptor`.
    static func output(to descriptor: Int32) throws(PollFailure) -> Int32 {
        let target = try SystemCalls.duplicate(descriptor)
        let (reader, writer) = try makePipe(nonblocking: .writer, orClose: target)
        state.withLock { $0.writing += 1 }
        do throws(PollFailure) {
            try start(named: "standard output", closing: [target, reader, writer]) {
                SystemCalls.carryAll(from: reader, to: target)
                SystemCalls.closeDescriptor(reader)
                SystemCalls.closeDescriptor(target)
                finishWriting()
            }
        } catch {
            finishWriting()
            throw error
        }
        return writer
    }

    /// Waits until no thread carries anything out any more.
    static func waitForAll() async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.writing > 0 { state.waiting.append(continuation) }
                return state.writing == 0
            }
            if isDone { continuation.resume() }
        }
    }

    private static func finishWriting() {
        let waiting: [CheckedContinuation<Void, Never>] = state.withLock { state in
            state.writing -= 1
            guard state.writing == 0 else { return [] }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    private static func makePipe(
        nonblocking ends: SystemCalls.NonblockingEnds, orClose descriptor: Int32
    ) throws(PollFailure) -> (reader: Int32, writer: Int32) {
        do {
            return try SystemCalls.makePipe(nonblocking: ends)
        } catch {
            SystemCalls.closeDescriptor(descriptor)
            throw error
        }
    }

    private static func start(
        named name: String, closing descriptors: [Int32], _ body: @escaping @Sendable () -> Void
    ) throws(PollFailure) {
        SystemCalls.ignoreBrokenPipes
        let code = SystemCalls.startThread(named: name, body)
        guard code != 0 else { return }
        for descriptor in descriptors { SystemCalls.closeDescriptor(descriptor) }
        throw PollFailure("start a thread", code: code)
    }
}

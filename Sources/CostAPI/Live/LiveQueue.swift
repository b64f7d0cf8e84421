import Locking

/// What one listener is still to be told: bounded, so that who reads slowly costs nobody else anything.
final class LiveQueue: Sendable {
    /// A message that waits.
    struct Item: Sendable {
        let text: String
        /// The number of the event that it tells of; nil for an answer, which is never left out.
        let sequence: Int64?

        /// A sign of life.
        static let beat = Item(text: "", sequence: nil)
    }

    private struct State {
        var items: [Item] = []
        var bytes = 0
        var lost = 0
        var hasEnded = false
    }

    private let limit: Int
    private let maximumBytes: Int
    private let state = Locked(State())
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init(limit: Int = 512, maximumBytes: Int = 8 << 20) {
        self.limit = limit
        self.maximumBytes = maximumBytes
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes a message in. When there is no room the oldest event goes, and the listener is told so.
    func add(_ item: Item) {
        state.withLock { state in
            guard !state.hasEnded else { return }
            let size = item.text.utf8.count
            while !state.items.isEmpty, state.items.count >= limit || state.bytes + size > maximumBytes {
                guard let oldest = state.items.firstIndex(where: { $0.sequence != nil }) else {
                    // Only answers wait: who asks and does not read is let go.
                    state.hasEnded = true
                    return
                }
                state.bytes -= state.items.remove(at: oldest).text.utf8.count
                state.lost += 1
            }
            state.items.append(item)
            state.bytes += size
        }
        signal.yield()
    }

    /// Nothing more comes.
    func end() {
        state.withLock { $0.hasEnded = true }
        signal.yield()
    }

    /// Waits for what is to be told; nil when that was all, or the task is cancelled. For one task at a time.
    func next() async -> (items: [Item], lost: Int)? {
        var iterator = signals.makeAsyncIterator()
        while true {
            let (taken, hasEnded) = state.withLock { state in
                defer { (state.items, state.bytes, state.lost) = ([], 0, 0) }
                return ((items: state.items, lost: state.lost), state.hasEnded)
            }
            if !taken.items.isEmpty || taken.lost > 0 { return taken }
            if hasEnded || Task.isCancelled { return nil }
            guard await iterator.next() != nil else { return nil }
        }
    }
}

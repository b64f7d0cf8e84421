import Locking

/// Tells every listener what happens from the moment it began to listen.
public final class Broadcast<Element: Sendable>: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<Element>.Continuation] = [:]
        var nextKey = 0
        var isFinished = false
    }

    private let state = Locked(State())

    /// Nobody listens yet.
    public init() {}

    /// Begins to listen. A listener that falls behind by more than `limit` elements misses the ones after that.
    public func listen(limit: Int = 4096) -> AsyncStream<Element> {
        let (stream, continuation) = AsyncStream.makeStream(of: Element.self, bufferingPolicy: .bufferingOldest(limit))
        let key = state.withLock { state -> Int? in
            guard !state.isFinished else { return nil }
            defer { state.nextKey += 1 }
            state.listeners[state.nextKey] = continuation
            return state.nextKey
        }
        guard let key else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.listeners[key] = nil }
        }
        return stream
    }

    /// Tells all listeners.
    public func send(_ element: Element) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(element) }
    }

    /// Ends the streams of all listeners, and of those to come.
    public func finish() {
        let listeners = state.withLock { state in
            state.isFinished = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}

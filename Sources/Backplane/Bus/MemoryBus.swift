import Locking

/// A ``Bus`` within this process.
public final class MemoryBus: Bus {
    private struct State {
        var listeners: [Int: AsyncStream<BusEvent>.Continuation] = [:]
        var nextKey = 0
    }

    private let state = Locked(State())

    /// Nobody listens yet.
    public init() {}

    /// See ``Bus/publish(_:)``.
    public func publish(_ event: BusEvent) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(event) }
    }

    /// See ``Bus/events(limit:)``.
    public func events(limit: Int) -> AsyncStream<BusEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: BusEvent.self, bufferingPolicy: .bufferingNewest(limit))
        let key = state.withLock { state in
            defer { state.nextKey += 1 }
            state.listeners[state.nextKey] = continuation
            return state.nextKey
        }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.listeners[key] = nil } }
        return stream
    }
}

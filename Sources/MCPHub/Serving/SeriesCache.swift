import Locking

/// Handlers of metrics that are used again and again, so that a call does not look its own up by their labels each
/// time, which costs more than to count.
final class SeriesCache<Key: Hashable & Sendable, Handler: Sendable>: Sendable {
    private let handlers = Locked<[Key: Handler]>([:])
    /// Beyond it handlers are made anew each time: keys come from outside.
    private let limit = 1_000

    subscript(_ key: Key, make: (Key) -> Handler) -> Handler {
        handlers.withLock { handlers in
            if let found = handlers[key] { return found }
            let handler = make(key)
            if handlers.count < limit { handlers[key] = handler }
            return handler
        }
    }
}

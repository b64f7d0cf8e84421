import Locking

/// A value that is set once and waited for by one task.
final class Once<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiter: CheckedContinuation<Value, Never>?
        var isSet = false
    }

    private let state = Locked(State())

    /// Sets the value; only the first call counts.
    func set(_ value: Value) {
        let waiter: CheckedContinuation<Value, Never>? = state.withLock { state in
            guard !state.isSet else { return nil }
            state.isSet = true
            if state.waiter == nil { state.value = value }
            return state.waiter
        }
        waiter?.resume(returning: value)
    }

    /// Waits for the value. To be called once.
    func value() async -> Value {
        await withCheckedContinuation { continuation in
            let value: Value? = state.withLock { state in
                if state.value == nil { state.waiter = continuation }
                return state.value
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}

import Dispatch
import Locking

/// A value that one side changes while others wait for it to become what they want.
final class Watched<Value: Sendable>: Sendable {
    private struct Contents: Sendable {
        var value: Value
        /// Each looks at a new value and says whether it has seen what it waits for.
        var waiters: [Int: @Sendable (Value) -> Bool] = [:]
        var count = 0
    }

    private let contents: Locked<Contents>

    init(_ value: Value) {
        contents = Locked(Contents(value: value))
    }

    var now: Value { contents.withLock { $0.value } }

    func change(_ body: @Sendable (inout Value) -> Void) {
        contents.withLock { contents in
            body(&contents.value)
            let value = contents.value
            contents.waiters = contents.waiters.filter { !$0.value(value) }
        }
    }

    /// Waits until `pick` finds something.
    ///
    /// - Returns: what it found, or nil when the patience is over.
    func wait<Found: Sendable>(
        seconds: Double = Patience.seconds, _ pick: @escaping @Sendable (Value) -> Found?
    ) async -> Found? {
        await withCheckedContinuation { continuation in
            let waiter: @Sendable (Value) -> Bool = { value in
                guard let found = pick(value) else { return false }
                continuation.resume(returning: found)
                return true
            }
            guard let number = add(waiter) else { return }
            DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
                if self.remove(number) { continuation.resume(returning: nil) }
            }
        }
    }

    /// Adds a waiter, unless it sees at once what it waits for.
    private func add(_ waiter: @escaping @Sendable (Value) -> Bool) -> Int? {
        contents.withLock { contents in
            guard !waiter(contents.value) else { return nil }
            contents.count += 1
            contents.waiters[contents.count] = waiter
            return contents.count
        }
    }

    private func remove(_ number: Int) -> Bool {
        contents.withLock { $0.waiters.removeValue(forKey: number) != nil }
    }
}

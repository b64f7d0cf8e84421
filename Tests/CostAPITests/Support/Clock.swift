import Synchronization

/// A time that a test sets.
final class Clock: Sendable {
    private let milliseconds = Atomic<Int64>(0)

    var value: Int64 {
        get { milliseconds.load(ordering: .sequentiallyConsistent) }
        set { milliseconds.store(newValue, ordering: .sequentiallyConsistent) }
    }
}

import Dispatch
import Locking

/// Ends the statement that a cancelled task waits for, and never one of the task that has the connection next.
final class Interruption: Sendable {
    private let state = Locked(State())

    private struct State {
        /// Ends the statement of the connection that is in use by this task; `nil` when none is.
        var interrupt: (@Sendable () -> Void)?
        var isRequested = false
    }

    /// Whether the task was cancelled.
    var isRequested: Bool { state.withLock { $0.isRequested } }

    /// The task begins to use a connection.
    func begin(_ interrupt: @escaping @Sendable () -> Void) {
        state.withLock { $0.interrupt = interrupt }
    }

    /// The task is done with the connection. Waits until an interruption that is under way is over.
    func end() {
        state.withLock { $0.interrupt = nil }
    }

    /// The task was cancelled. What PostgreSQL needs for it blocks, so it is done elsewhere.
    func request() {
        state.withLock { $0.isRequested = true }
        DispatchQueue.global().async { self.state.withLock { $0.interrupt?() } }
    }
}

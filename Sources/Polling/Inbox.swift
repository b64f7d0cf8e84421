import Locking

/// What other threads want a loop to do, and whether it must be woken for it.
final class Inbox: Sendable {
    /// One thing to do.
    enum Item: Sendable {
        case job(UnownedJob)
        case work(@Sendable () -> Void)
    }

    private struct State {
        var items: [Item] = []
        /// Whether the loop waits, or is about to, and nobody has woken it yet.
        var isWaiting = false
        var isStopped = false
        /// Whether the thread has ended, so that nothing is ever done again.
        var isClosed = false
    }

    private let state = Locked(State())

    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Adds something to do.
    ///
    /// - Returns: whether the loop is to be woken. While it is busy it looks here anyway, so it never wakes itself.
    func add(_ item: Item) -> Bool {
        state.withLock { state in
            defer { state.isWaiting = false }
            // Kept, it would keep whoever it belongs to, perhaps the loop itself.
            guard !state.isClosed else { return false }
            state.items.append(item)
            return state.isWaiting
        }
    }

    /// Has the loop end.
    ///
    /// - Returns: whether the loop is to be woken.
    func stop() -> Bool {
        state.withLock { state in
            defer { state.isWaiting = false }
            state.isStopped = true
            return state.isWaiting
        }
    }

    /// The thread has ended: what is left is dropped, and so is whatever comes.
    func close() {
        let dropped = state.withLock { state in
            defer { state.items = [] }
            state.isClosed = true
            return state.items
        }
        // Outside the lock: what they held may have more to say when it goes.
        _ = consume dropped
    }

    /// Announces that the loop is going to wait.
    ///
    /// - Returns: false when there is something to do, so that it must not.
    func prepareToWait() -> Bool {
        state.withLock { state in
            state.isWaiting = state.items.isEmpty && !state.isStopped
            return state.isWaiting
        }
    }

    /// Exchanges what is to be done for the empty `items`, and says that the loop no longer waits.
    func take(_ items: inout [Item]) {
        state.withLock { state in
            state.isWaiting = false
            swap(&state.items, &items)
        }
    }
}

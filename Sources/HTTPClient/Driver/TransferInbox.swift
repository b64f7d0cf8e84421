import Locking

/// What other threads want of the client's thread.
final class TransferInbox: Sendable {
    /// One wish.
    enum Command: Sendable {
        case start(Transfer)
        case drop(Transfer)
        /// Something that was paused can go on.
        case resume(Transfer)
        /// End the thread.
        case stop
    }

    private struct State {
        var commands: [Command] = []
        var isOpen = true
        var hasEnded = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Locked(State())
    private let multi: MultiHandle

    init(_ multi: MultiHandle) {
        self.multi = multi
    }

    /// Adds a wish and wakes the thread for the first one; false when the thread takes no more.
    @discardableResult
    func submit(_ command: Command) -> Bool {
        state.withLock { state in
            guard state.isOpen else { return false }
            state.commands.append(command)
            // Inside the lock: once it is closed the handle is freed.
            if state.commands.count == 1 { multi.wake() }
            return true
        }
    }

    /// Takes all wishes.
    func take() -> [Command] {
        state.withLock { state in
            defer { state.commands.removeAll(keepingCapacity: state.commands.count < 1024) }
            return state.commands
        }
    }

    /// Takes the last wishes; there will be no more.
    func close() -> [Command] {
        state.withLock { state in
            state.isOpen = false
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// Tells those who wait that the thread has ended.
    func ended() {
        let waiters = state.withLock { state in
            state.hasEnded = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Waits until the thread has ended.
    func waitForEnd() async {
        await withCheckedContinuation { waiter in
            let mustWait = state.withLock { state in
                if !state.hasEnded { state.waiters.append(waiter) }
                return !state.hasEnded
            }
            if !mustWait { waiter.resume() }
        }
    }
}

import Locking

/// A clock on which each wait lasts until the test says that it is over.
final class StepClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State {
        var steps = 0
        var isCancelled = false
        var sleeper: CheckedContinuation<Bool, Never>?
    }

    private let state = Locked(State())
    let now = Instant(offset: .zero)
    let minimumResolution = Duration.zero

    /// Ends the wait that is going on, or else the next one.
    func step() {
        let sleeper = state.withLock { state in
            if state.sleeper == nil { state.steps += 1 }
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume(returning: true)
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let isOver = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    if state.isCancelled { return false }
                    if state.steps > 0 {
                        state.steps -= 1
                        return true
                    }
                    state.sleeper = continuation
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.isCancelled = true
                defer { state.sleeper = nil }
                return state.sleeper
            }
            sleeper?.resume(returning: false)
        }
        if !isOver { throw CancellationError() }
    }
}

/// The life of one child server as a value: it is told what happens and says what to do.
///
/// Each launch has a number. What is reported of an earlier launch, such as the exit of a process that was told to end,
/// changes nothing any more.
public struct ChildLife: Hashable, Sendable {
    /// Where a child stands.
    public enum State: Hashable, Sendable {
        /// It is known and nothing has been done for it.
        case configured
        /// Its process is being started and asked what it offers.
        case starting
        /// It can be called.
        case ready
        /// It is not running and will be started when it is needed.
        case dormant
        /// It has ended and will be started again after a wait.
        case backingOff
        /// It has been given up, for this reason, until it is configured anew.
        case failed(String)
        /// It is not wanted any more.
        case stopped
    }

    /// What has happened.
    public enum Event: Hashable, Sendable {
        /// The hub starts, or the child's configuration has changed.
        case begin
        /// Somebody wants to call it.
        case needed
        /// Launch number `launch` has said what it offers.
        case ready(launch: Int)
        /// It has been ready for a while: what failed before no longer counts.
        case settled(launch: Int)
        /// The process could not be started, took too long to get ready, or has ended with an error.
        case broke(launch: Int, reason: String)
        /// It cannot be used, and another attempt would end the same way.
        case unusable(launch: Int, reason: String)
        /// The process has ended of its own accord, without an error.
        case finished(launch: Int)
        /// The wait that was asked for is over.
        case waited(launch: Int)
        /// It has had nothing to do for longer than it may.
        case idle
        /// It is removed, or the hub ends.
        case stop
    }

    /// What is to be done, in order.
    public enum Action: Hashable, Sendable {
        /// Start the process, and report under this number.
        case launch(Int)
        /// End the process of this launch, if it still runs.
        case terminate(Int)
        /// Report ``Event/waited(launch:)`` with this number after this time.
        case wait(Duration, launch: Int)
        /// Answer all calls that wait for it with this reason.
        case failCalls(String)
    }

    /// Whether nothing will start it any more by itself.
    var isOver: Bool {
        switch state {
        case .failed, .stopped: true
        default: false
        }
    }

    /// Where it stands.
    public private(set) var state = State.configured
    private var shared: Shared<ServerSettings>
    private var settings: ServerSettings { shared.value }
    private var launch = 0
    private var failedAttempts = 0

    /// Begins the life of a child.
    public init(_ settings: ServerSettings) {
        shared = Shared(settings)
    }

    /// Follows other settings from now on; what has already happened stays.
    public mutating func adjust(_ settings: ServerSettings) {
        shared = Shared(settings)
    }

    /// Takes in what has happened.
    ///
    /// - Parameter jitter: a random number from 0 up to 1, for ``Backoff``.
    public mutating func receive(_ event: Event, jitter: Double) -> [Action] {
        switch (event, state) {
        case (.stop, _): return stop()
        case (_, .stopped): return []
        case (.begin, .configured) where settings.start == .lazy: return rest()
        case (.begin, .configured), (.begin, .dormant), (.begin, .failed): return beginAnew()
        case (.needed, .configured), (.needed, .dormant): return start()
        case (.ready(launch), .starting): state = .ready
        case (.settled(launch), .ready): failedAttempts = 0
        case (.broke(launch, let reason), .starting), (.broke(launch, let reason), .ready):
            return recover(reason, jitter, restarts: settings.restart.policy != .never)
        case (.unusable(launch, let reason), .starting), (.unusable(launch, let reason), .ready):
            return recover(reason, jitter, restarts: false)
        case (.finished(launch), .starting):
            return recover("it exited before it was ready", jitter, restarts: settings.restart.policy != .never)
        case (.finished(launch), .ready): return finish(jitter)
        case (.waited(launch), .backingOff): return start()
        case (.idle, .ready): return [.terminate(launch)] + rest()
        default: break
        }
        return []
    }

    private mutating func beginAnew() -> [Action] {
        failedAttempts = 0
        return start()
    }

    private mutating func start() -> [Action] {
        launch += 1
        state = .starting
        return [.launch(launch)]
    }

    private mutating func rest() -> [Action] {
        state = .dormant
        return []
    }

    /// A server that ends without an error has done so on purpose: unless it is to run always, it rests until needed.
    private mutating func finish(_ jitter: Double) -> [Action] {
        if settings.restart.policy == .always { return recover("it exited", jitter, restarts: true) }
        return [.failCalls("it exited")] + rest()
    }

    private mutating func recover(_ reason: String, _ jitter: Double, restarts: Bool) -> [Action] {
        failedAttempts += 1
        let ending: [Action] = [.terminate(launch), .failCalls(reason)]
        guard restarts, failedAttempts <= settings.restart.maximumAttempts else {
            state = .failed(reason)
            return ending
        }
        state = .backingOff
        let delay = Backoff(settings.restart).delay(attempt: failedAttempts, jitter: jitter)
        return ending + [.wait(delay, launch: launch)]
    }

    private mutating func stop() -> [Action] {
        defer { state = .stopped }
        switch state {
        case .starting, .ready: return [.terminate(launch), .failCalls("it was stopped")]
        case .backingOff: return [.failCalls("it was stopped")]
        case .configured, .dormant, .failed, .stopped: return []
        }
    }
}

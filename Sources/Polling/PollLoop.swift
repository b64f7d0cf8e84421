import Locking
import Synchronization

/// One thread that waits for file descriptors and runs jobs.
///
/// An actor whose executor this is lives on the thread: a handler may enter it with `assumeIsolated`, so bytes go from
/// one descriptor through the actor to another without a change of thread or task. While there is nothing to do the
/// thread sleeps in the system and costs nothing.
///
/// The thread runs until ``stop()``, whoever still holds the loop.
public final class PollLoop: Sendable {
    /// What a descriptor is ready for.
    public struct Readiness: OptionSet, Hashable, Sendable {
        /// The bits of the set.
        public let rawValue: UInt8

        /// Creates a set from its bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// There are bytes to read, or the end of the stream.
        public static let readable = Readiness(rawValue: 1)
        /// There is room to write.
        public static let writable = Readiness(rawValue: 2)
        /// The other side has gone, or the descriptor is in error. Reported whether asked for or not.
        public static let ended = Readiness(rawValue: 4)
    }

    /// Told what a descriptor is ready for, on the thread of the loop.
    public typealias Handler = @Sendable (Readiness) -> Void

    let poller: any Poller
    let inbox = Inbox()
    let watches = Locked(WatchTable())
    let alarm = Locked(Alarm())
    /// Which thread runs the loop; 0 before it has begun and after it has ended.
    let thread = Atomic<UInt>(0)

    /// Starts the thread.
    ///
    /// - Parameter name: what debuggers and `top -H` call the thread; Linux shows the first 15 bytes.
    /// - Throws: ``PollFailure`` when the system has no descriptor or thread left.
    public convenience init(name: String) throws(PollFailure) {
        try self.init(name: name, poller: SystemPoller.make())
    }

    init(name: String, poller: any Poller) throws(PollFailure) {
        self.poller = poller
        let code = SystemCalls.startThread(named: name) { [self] in run() }
        guard code == 0 else { throw PollFailure("start a thread", code: code) }
    }

    /// Whether the caller is on the thread of the loop.
    public var isCurrent: Bool { thread.load(ordering: .relaxed) == SystemCalls.currentThread }

    /// Runs `work` on the loop: at once when called there, otherwise in its next turn.
    public func perform(_ work: @escaping @Sendable () -> Void) {
        if isCurrent { work() } else { deliver(.work(work)) }
    }

    /// Calls `handler` whenever `descriptor` is ready for something in `interest`, until it is changed or forgotten.
    ///
    /// What it is not told apart is how often: a handler that leaves bytes unread is called again in the next turn. A
    /// descriptor that the system cannot wait for, such as a regular file, counts as always ready. It is the caller's
    /// to close, after ``forget(_:)``. Takes effect at once when called on the loop, otherwise in its next turn.
    public func watch(_ descriptor: Int32, for interest: Readiness, handler: @escaping Handler) {
        guard isCurrent else { return deliver(.work { self.watch(descriptor, for: interest, handler: handler) }) }
        let token = watches.withLock { $0.add(descriptor, interest: interest, handler: handler) }
        poller.set(descriptor, to: interest, token: token)
    }

    /// Waits for something else on a watched descriptor; for nothing at all, not even its end, when `interest` is empty.
    public func change(_ descriptor: Int32, to interest: Readiness) {
        guard isCurrent else { return deliver(.work { self.change(descriptor, to: interest) }) }
        guard let token = watches.withLock({ $0.change(descriptor, to: interest) }) else { return }
        poller.set(descriptor, to: interest, token: token)
    }

    /// Ends the watch on a descriptor; its handler is not called again, not even in this turn.
    public func forget(_ descriptor: Int32) {
        guard isCurrent else { return deliver(.work { self.forget(descriptor) }) }
        guard watches.withLock({ $0.remove(descriptor) }) else { return }
        poller.remove(descriptor)
    }

    /// Calls `handler` once, at `instant` or as soon after it as the loop gets to it; nil takes the alarm back.
    ///
    /// There is one alarm: setting it replaces the one before. The time is rounded up to milliseconds.
    public func setAlarm(_ instant: ContinuousClock.Instant?, handler: @escaping @Sendable () -> Void) {
        guard isCurrent else { return deliver(.work { self.setAlarm(instant, handler: handler) }) }
        alarm.withLock { $0 = Alarm(instant: instant, handler: handler) }
    }

    /// Ends the thread once it has done what was asked of it so far. Jobs that come later never run, so whatever lives
    /// on the loop must be done with by then.
    public func stop() {
        if inbox.stop() { poller.wake() }
    }

    func deliver(_ item: Inbox.Item) {
        if inbox.add(item) { poller.wake() }
    }
}

public import Polling

/// The thread that a hub lives on, and how it waits there for descriptors and for time.
///
/// A hub that serves one agent at standard input and output has a thread of its own, ``Polling/PollLoop``. One on the
/// network shares the thread of its connections, ``EventLoopHubLoop``: a call then passes from socket to child and back
/// without waking another thread.
public protocol HubLoop: SerialExecutor {
    /// Whether the caller is on the thread.
    var isCurrent: Bool { get }

    /// Runs `work` on the thread: at once when called there, otherwise soon.
    func perform(_ work: @escaping @Sendable () -> Void)

    /// Runs `work` on the thread soon, after what it is doing now.
    func performLater(_ work: @escaping @Sendable () -> Void)

    /// Calls `handler` whenever `descriptor` is ready for something in `interest`, until it is changed or forgotten.
    func watch(_ descriptor: Int32, for interest: PollLoop.Readiness, handler: @escaping PollLoop.Handler)

    /// Waits for something else on a watched descriptor.
    func change(_ descriptor: Int32, to interest: PollLoop.Readiness)

    /// Ends the watch on a descriptor or the reading from it; its handler is not called again.
    func forget(_ descriptor: Int32)

    /// Calls `handler` whenever there is something to read from `descriptor`, until it is forgotten.
    func read(_ descriptor: Int32, handler: @escaping @Sendable (HubInput) -> Void)

    /// Calls `handler` once, at `instant` or soon after; nil takes the alarm back. There is one alarm.
    func setAlarm(_ instant: ContinuousClock.Instant?, handler: @escaping @Sendable () -> Void)

    /// Ends what belongs to the loop alone, once it has done what was asked of it so far.
    func stop()
}

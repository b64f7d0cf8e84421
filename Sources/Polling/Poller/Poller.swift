/// Waits for many descriptors at once, in the way of one system.
///
/// `set`, `remove` and `wait` are called on the thread of the loop alone, `wake` anywhere.
protocol Poller: Sendable {
    /// Waits for `interest` on `descriptor` from now on, whether it was known before or not; for nothing when it is
    /// empty. What the system cannot wait for counts as always ready.
    func set(_ descriptor: Int32, to interest: PollLoop.Readiness, token: UInt32)

    /// Waits for `descriptor` no longer.
    func remove(_ descriptor: Int32)

    /// Waits until something is ready, ``wake()`` was called or the time is over, and appends what is ready.
    ///
    /// - Parameter milliseconds: how long at most; -1 for as long as it takes.
    func wait(milliseconds: Int32, events: inout [PollEvent])

    /// Ends the wait that is going on, or else the next one.
    func wake()
}

/// A watched descriptor that is ready.
struct PollEvent: Hashable, Sendable {
    let descriptor: Int32
    /// Tells the watch from others of the same descriptor, before and after it.
    let token: UInt32
    let readiness: PollLoop.Readiness
}

/// What this system waits with.
enum SystemPoller {
    static func make() throws(PollFailure) -> any Poller {
        #if os(Linux)
        try EpollPoller()
        #else
        try PortablePoller()
        #endif
    }
}

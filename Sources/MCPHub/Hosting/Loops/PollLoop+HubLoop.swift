public import Polling

extension PollLoop: HubLoop {
    /// Runs `work` on the thread in its next turn, or in this one after what it is doing now.
    public func performLater(_ work: @escaping @Sendable () -> Void) { perform(work) }

    /// Calls `handler` whenever there is something to read, which it does itself.
    public func read(_ descriptor: Int32, handler: @escaping @Sendable (HubInput) -> Void) {
        watch(descriptor, for: .readable) { _ in handler(.readable) }
    }
}

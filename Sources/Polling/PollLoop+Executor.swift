extension PollLoop: SerialExecutor {
    /// Runs `job` on the thread, in the order of calls. May be called anywhere; wakes the thread only when it sleeps.
    public func enqueue(_ job: consuming ExecutorJob) { deliver(.job(UnownedJob(job))) }

    /// Stops the program when the caller is not on the thread of the loop.
    public func checkIsolated() {
        precondition(isCurrent, "what lives on a PollLoop was entered from another thread")
    }

    /// Whether the caller is on the thread of the loop.
    public func isIsolatingCurrentContext() -> Bool? { isCurrent }
}

import TestClock

extension ManualClock {
    /// Waits until somebody has `delay` yet to sleep, then moves the time on by that.
    func pass(_ delay: Duration) async {
        await eventually { self.delays.contains(delay) }
        advance(by: delay)
    }
}

/// Waits until `condition` holds, without keeping a processor from the other tests; the time limit of the suite ends a
/// wait that is in vain.
func eventually(_ condition: @Sendable () -> Bool) async {
    while !condition(), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
}

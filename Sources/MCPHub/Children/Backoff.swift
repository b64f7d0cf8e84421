/// How long to wait before a server is started again: twice as long each time, up to a cap, and never quite the same.
public struct Backoff: Hashable, Sendable {
    private let initial: Duration
    private let maximum: Duration

    /// Takes the delays from the settings of a server.
    public init(_ settings: RestartSettings) {
        initial = settings.initialDelay
        maximum = max(settings.initialDelay, settings.maximumDelay)
    }

    /// The wait before an attempt.
    ///
    /// - Parameters:
    ///   - attempt: 1 for the first one after the server had worked.
    ///   - jitter: a random number from 0 up to 1. The wait is between half of the full one and all of it, so that
    ///     servers that ended together do not all come back at the same moment.
    public func delay(attempt: Int, jitter: Double) -> Duration {
        var full = initial
        for _ in 1..<max(1, min(attempt, 64)) where full < maximum { full *= 2 }
        return min(full, maximum) * (0.5 + 0.5 * min(max(jitter, 0), 1))
    }
}

import MCPHub
import Testing

@Suite struct BackoffTests {
    private let backoff: Backoff = {
        var settings = RestartSettings()
        (settings.initialDelay, settings.maximumDelay) = (.milliseconds(500), .seconds(30))
        return Backoff(settings)
    }()

    @Test(arguments: [(1, 0.5), (2, 1), (3, 2), (4, 4), (7, 30), (8, 30), (1000, 30)])
    func `each wait is twice as long as the one before, up to the cap`(attempt: Int, seconds: Double) {
        #expect(backoff.delay(attempt: attempt, jitter: 1) == .seconds(seconds))
    }

    @Test(arguments: [(0.0, 0.5), (0.5, 0.75), (1.0, 1.0), (-3, 0.5), (7, 1)])
    func `a wait is between half of the full one and all of it`(jitter: Double, part: Double) {
        #expect(backoff.delay(attempt: 2, jitter: jitter) == .seconds(part))
    }

    @Test func `a cap below the first wait does not shorten it`() {
        var settings = RestartSettings()
        (settings.initialDelay, settings.maximumDelay) = (.seconds(5), .seconds(1))
        #expect(Backoff(settings).delay(attempt: 3, jitter: 1) == .seconds(5))
    }
}

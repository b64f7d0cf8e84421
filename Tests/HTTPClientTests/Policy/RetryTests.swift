import HTTPTestSupport
import TestClock
import Testing

@testable import HTTPClient

/// Requests that are made again.
@Suite(.timeLimit(.minutes(10))) struct RetryTests {
    private let policy = RetryPolicy(maximumAttempts: 4, baseDelay: .seconds(1), maximumDelay: .seconds(3), jitter: 0.5)

    private func delay(
        _ outcome: RetryPolicy.Outcome, _ method: HTTPMethod = .get, attempt: Int = 1, waited: Duration = .zero,
        chance: Double = 0
    ) -> Duration? {
        policy.delay(after: outcome, method, attempt: attempt, waited: waited, chance: chance)
    }

    @Test func `delays double up to their maximum and end with the attempts`() {
        let failed = RetryPolicy.Outcome.answered(status: 503, wait: nil)
        #expect((1...4).map { delay(failed, attempt: $0) } == [.seconds(1), .seconds(2), .seconds(3), nil])
        #expect(delay(failed, chance: 1) == .milliseconds(1500))
    }

    @Test func `what the server asks for counts when it is more, and ends it when it is too much`() {
        #expect(delay(.answered(status: 429, wait: .seconds(40))) == .seconds(40))
        #expect(delay(.answered(status: 429, wait: .seconds(40)), chance: 1) == .seconds(60))
        #expect(delay(.answered(status: 429, wait: .zero)) == .seconds(1))
        #expect(delay(.answered(status: 429, wait: .seconds(121))) == nil)
        #expect(delay(.answered(status: 429, wait: .seconds(40)), waited: .seconds(81)) == nil)
    }

    @Test func `chance prolongs a wait up to what all may take together, and never ends it`() {
        #expect(delay(.answered(status: 429, wait: .seconds(100)), chance: 1) == .seconds(120))
        #expect(delay(.answered(status: 429, wait: .seconds(40)), waited: .seconds(80), chance: 1) == .seconds(40))
    }

    @Test func `only what may be repeated is`() {
        #expect(delay(.answered(status: 404, wait: .seconds(1))) == nil)
        #expect(delay(.answered(status: 200, wait: nil)) == nil)
        #expect(delay(.answered(status: 503, wait: nil), .post) == nil)
        #expect(delay(.failed(.connectionLost), .post) == nil)
        #expect(delay(.failed(.connectionLost)) != nil)
        #expect(delay(.failed(.timedOut)) != nil)
        for code in [HTTPClientError.Code.connectFailed, .nameNotResolved] {
            #expect(delay(.failed(code), .post) != nil)
        }
        for code in [HTTPClientError.Code.tlsFailed, .cancelled, .tooLarge] { #expect(delay(.failed(code)) == nil) }
        let outcome = RetryPolicy.Outcome.failed(.connectFailed)
        #expect(RetryPolicy.never.delay(after: outcome, .get, attempt: 1, waited: .zero, chance: 0) == nil)
    }

    @Test(
        arguments: [
            (["Retry-After": "7"], 7), (["retry-after": "7.5"], 7.5),
            (["Retry-After": "Thu, 01 Jan 1970 00:00:30 GMT"], 20),
            (["Retry-After": "Thu, 01 Jan 1970 00:00:05 GMT"], 0), (["x-ms-retry-after-ms": "1500"], 1.5),
            (["Retry-After": "5", "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after": "31"], 31),
            (["X-MS-RateLimit-Microsoft.Consumption-Retry-After": "9"], 9), (["Retry-After": "soon"], nil),
            (["Retry-After": "-1"], nil), (["Retry-After": "nan"], nil), (["Retry-After": "1e99"], nil), ([:], nil),
        ] as [([String: String], Double?)])
    func `the longest wait of all headers counts`(headers: [String: String], seconds: Double?) {
        let fields = headers.map { HTTPHeaders.Field($0.key, $0.value) }
        #expect(RetryAfter.wait(HTTPHeaders(fields), now: 10) == seconds.map { .seconds($0) })
    }

    @Test func `a request waits by the clock and is made again`() async throws {
        let clock = ManualClock()
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.answer("429 Too Many", ["Retry-After: 7", "x-ms-x-retry-after: 30"], "wait")
            _ = connection.readRequest()
            connection.answer(body: "now")
        }
        let client = try HTTPClient.make {
            $0.clock = clock
            $0.retries = .standard
        }
        async let answer = client.text(server.url)
        try await eventually { !clock.delays.isEmpty }
        #expect(server.heads.count == 1)
        #expect((30.0...37.5).contains(clock.delays[0] / .seconds(1)))
        clock.advance(by: .seconds(38))
        #expect(try await answer.body == "now")
        #expect(server.connectionCount == 1)
    }

    @Test func `the last answer is handed back when there are no attempts left`() async throws {
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil { connection.answer("503 Unavailable", [], "no") }
        }
        let client = try HTTPClient.make { $0.retries = RetryPolicy(maximumAttempts: 3, baseDelay: .milliseconds(1)) }
        #expect(try await client.text(server.url) == (503, "no"))
        #expect(server.heads.count == 3)
        #expect(try await client.text(HTTPRequest(.post, server.url)).status == 503)
        #expect(server.heads.count == 4)
    }

    @Test func `a wait is ended by cancelling`() async throws {
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil { connection.answer("503 Unavailable", ["Retry-After: 100"]) }
        }
        let clock = ManualClock()
        let client = try HTTPClient.make { ($0.clock, $0.retries) = (clock, .standard) }
        let task = Task { try await client.failure(server.url) }
        try await eventually { !clock.delays.isEmpty }
        task.cancel()
        #expect(try await task.value?.code == .cancelled)
    }
}

import TestClock
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct DeadlineTests {
    struct Expired: Error {}
    struct Broken: Error {}

    let clock = ManualClock()

    @Test func `work that ends in time yields its value and leaves no timer`() async throws {
        #expect(try await within { 1 } == 1)
        #expect(clock.delays.isEmpty)
    }

    @Test func `the error of the work is thrown`() async {
        await #expect(throws: Broken.self) { try await within { throw Broken() } }
        #expect(clock.delays.isEmpty)
    }

    @Test func `work that takes too long is cancelled and waited for`() async {
        let hasEnded = Promise<Void>()
        let task = Task {
            try await within {
                defer { hasEnded.settle(.success(())) }
                return try await Promise<Int>().value()
            }
        }
        await clock.pass(.seconds(10))
        await #expect(throws: Expired.self) { try await task.value }
        await #expect(throws: Never.self) { try await hasEnded.value() }
    }

    @Test func `a value that comes just as time runs out is kept`() async throws {
        let task = Task { try await within { (try? await Promise<Int>().value()) ?? 2 } }
        await clock.pass(.seconds(10))
        #expect(try await task.value == 2)
    }

    @Test func `an error that comes just as time runs out is the expiry`() async {
        let task = Task {
            try await within {
                do { return try await Promise<Int>().value() } catch { throw Broken() }
            }
        }
        await clock.pass(.seconds(10))
        await #expect(throws: Expired.self) { try await task.value }
    }

    @Test func `who is cancelled cancels the work`() async {
        let task = Task { try await within { try await Promise<Int>().value() } }
        await eventually { !clock.delays.isEmpty }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(clock.delays.isEmpty)
    }

    private func within(_ work: @escaping @Sendable () async throws -> Int) async throws -> Int {
        try await withDeadline(.seconds(10), clock: clock, expired: Expired(), work)
    }
}

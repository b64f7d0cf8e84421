import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct PromiseTests {
    struct Broken: Error {}

    @Test func `a value that is there already is not waited for`() async throws {
        let promise = Promise<Int>()
        promise.settle(.success(1))
        #expect(try await promise.value() == 1)
    }

    @Test func `who waits gets the value when it comes`() async throws {
        let promise = Promise<Int>()
        async let value = promise.value()
        promise.settle(.success(1))
        #expect(try await value == 1)
    }

    @Test func `a failure is thrown`() async {
        let promise = Promise<Int>()
        promise.settle(.failure(Broken()))
        await #expect(throws: Broken.self) { try await promise.value() }
    }

    @Test func `only the first settlement counts`() async throws {
        let promise = Promise<Int>()
        promise.settle(.success(1))
        promise.settle(.success(2))
        promise.settle(.failure(Broken()))
        #expect(try await promise.value() == 1)
        promise.settle(.success(3))
    }

    @Test func `a cancelled task stops waiting, and what comes later is dropped`() async {
        let promise = Promise<Int>()
        let task = Task { try await promise.value() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        promise.settle(.success(1))
    }

    @Test func `the first of many who settle at the same time wins`() async throws {
        for _ in 0..<100 {
            let promise = Promise<Int>()
            let value = try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<4 { group.addTask { promise.settle(.success(number)) } }
                return try await promise.value()
            }
            #expect((0..<4).contains(value))
        }
    }
}

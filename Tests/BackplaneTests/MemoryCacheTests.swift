import Backplane
import NIOCore
import Synchronization
import Testing

@Suite struct MemoryCacheTests {
    /// Counts how often something was computed.
    private final class Counter: Sendable {
        private let count = Atomic<Int>(0)
        var value: Int { count.load(ordering: .sequentiallyConsistent) }
        func add() -> Int { count.add(1, ordering: .sequentiallyConsistent).newValue }
    }

    @Test func `a value is computed once for a version, and anew for another`() async throws {
        let cache = MemoryCache()
        let counter = Counter()
        let compute: @Sendable () async throws -> ByteBuffer = { ByteBuffer(string: "\(counter.add())") }
        #expect(try await cache.value(of: "a", at: "1", compute: compute) == ByteBuffer(string: "1"))
        #expect(try await cache.value(of: "a", at: "1", compute: compute) == ByteBuffer(string: "1"))
        #expect(try await cache.value(of: "b", at: "1", compute: compute) == ByteBuffer(string: "2"))
        #expect(try await cache.value(of: "a", at: "2", compute: compute) == ByteBuffer(string: "3"))
        #expect(try await cache.value(of: "a", at: "2", compute: compute) == ByteBuffer(string: "3"))
    }

    @Test func `all who ask at the same time wait for one computation`() async throws {
        let cache = MemoryCache()
        let counter = Counter()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await cache.value(of: "a", at: "1") {
                        for await _ in gate { break }
                        return ByteBuffer(string: "\(counter.add())")
                    }
                }
            }
            open.yield()
            for try await value in group { #expect(value == ByteBuffer(string: "1")) }
        }
        #expect(counter.value == 1)
    }

    private struct Fault: Error {}

    @Test func `what fails is not kept`() async throws {
        let cache = MemoryCache()
        await #expect(throws: Fault.self) { try await cache.value(of: "a", at: "1") { throw Fault() } }
        let value = try await cache.value(of: "a", at: "1") { ByteBuffer(string: "good") }
        #expect(value == ByteBuffer(string: "good"))
    }

    @Test func `a computation that nobody waits for is cancelled`() async throws {
        let cache = MemoryCache()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let (ended, end) = AsyncStream.makeStream(of: Bool.self)
        let asking = Task {
            try await cache.value(of: "a", at: "1") {
                start.yield()
                let (never, _) = AsyncStream.makeStream(of: Void.self)
                for await _ in never {}
                end.yield(Task.isCancelled)
                return ByteBuffer()
            }
        }
        for await _ in started { break }
        asking.cancel()
        for await isCancelled in ended {
            #expect(isCancelled)
            break
        }
        await #expect(throws: (any Error).self) { try await asking.value }
    }

    @Test func `who goes on waiting gets the value although another gives up`() async throws {
        let cache = MemoryCache()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let compute: @Sendable () async throws -> ByteBuffer = {
            start.yield()
            for await _ in gate { break }
            try Task.checkCancellation()
            return ByteBuffer(string: "good")
        }
        let first = Task { try await cache.value(of: "a", at: "1", compute: compute) }
        for await _ in started { break }
        let second = Task { try await cache.value(of: "a", at: "1", compute: compute) }
        // Whichever order the two are seen in: one of them stays.
        while await !cache.isAwaited(2, "a", at: "1") { await Task.yield() }
        first.cancel()
        while await !cache.isAwaited(1, "a", at: "1") { await Task.yield() }
        open.yield()
        #expect(try await second.value == ByteBuffer(string: "good"))
    }

    @Test func `what was not asked for longest makes room`() async throws {
        let cache = MemoryCache(maximumBytes: 30)
        let ten: @Sendable () async throws -> ByteBuffer = { ByteBuffer(repeating: 0, count: 9) }
        for key in ["a", "b", "c"] { _ = try await cache.value(of: key, at: "1", compute: ten) }
        let counter = Counter()
        let count: @Sendable () async throws -> ByteBuffer = {
            _ = counter.add()
            return ByteBuffer(repeating: 0, count: 9)
        }
        _ = try await cache.value(of: "a", at: "1", compute: count)
        _ = try await cache.value(of: "d", at: "1", compute: count)
        _ = try await cache.value(of: "a", at: "1", compute: count)
        #expect(counter.value == 1)
        _ = try await cache.value(of: "b", at: "1", compute: count)
        #expect(counter.value == 2)
    }
}

import Locking
import NIOCore
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct MessageQueueTests {
    let queue = MessageQueue(maximumBytes: 10)
    let big = TransportEvent.message(ByteBuffer(repeating: 0, count: 11))

    static func message(_ number: Int) -> TransportEvent { .message(ByteBuffer(integer: number)) }

    @Test func `what was put is taken at once and in order`() async throws {
        let queue = MessageQueue()
        try await queue.put([Self.message(1), .oversized(limit: 5)])
        queue.putBlocking([Self.message(2)])
        #expect(await queue.take() == [Self.message(1), .oversized(limit: 5), Self.message(2)])
    }

    @Test func `who waits is given what comes`() async throws {
        async let taken = queue.take()
        try await queue.put([Self.message(1)])
        #expect(await taken == [Self.message(1)])
    }

    @Test func `a task that puts too much waits for room`() async throws {
        let hasRoom = Locked(false)
        let producer = Task {
            try await queue.put([big])
            return hasRoom.withLock { $0 }
        }
        await offerEverybodyATurn()
        hasRoom.withLock { $0 = true }
        #expect(await queue.take() == [big])
        #expect(try await producer.value)
    }

    @Test func `a thread that puts too much waits for room`() async throws {
        let hasRoom = Locked(false)
        let done = Promise<Bool>()
        let isStarted = SystemCalls.startThread { [queue, big] in
            queue.putBlocking([big])
            done.settle(.success(hasRoom.withLock { $0 }))
        }
        #expect(isStarted)
        await offerEverybodyATurn()
        hasRoom.withLock { $0 = true }
        #expect(await queue.take() == [big])
        #expect(try await done.value())
    }

    @Test func `a task that is cancelled no longer waits for room, and what it put stays`() async throws {
        let producer = Task { try await queue.put([big]) }
        producer.cancel()
        try await producer.value
        #expect(await queue.take() == [big])
    }

    @Test func `the end lets everybody go and keeps what was put`() async throws {
        let producers = (0..<3).map { _ in Task { try? await queue.put([big]) } }
        let done = Promise<Void>()
        let isStarted = SystemCalls.startThread { [queue, big] in
            queue.putBlocking([big])
            done.settle(.success(()))
        }
        #expect(isStarted)
        await offerEverybodyATurn()
        queue.finish()
        for producer in producers { await producer.value }
        try await done.value()
        for event in await queue.take() ?? [] { #expect(event == big) }
        #expect(await queue.take() == nil)
    }

    @Test func `after the end nothing can be put`() async {
        queue.finish()
        queue.finish()
        await #expect(throws: TransportClosed.self) { try await queue.put([big]) }
        queue.putBlocking([big])
        #expect(await queue.take() == nil)
    }

    @Test func `the end is told to who waits`() async {
        async let taken = queue.take()
        await offerEverybodyATurn()
        queue.finish()
        #expect(await taken == nil)
    }

    @Test func `a cancelled consumer gets nothing and loses nothing`() async throws {
        let consumer = Task { await queue.take() }
        consumer.cancel()
        #expect(await consumer.value == nil)
        try await queue.put([Self.message(1)])
        #expect(await queue.take() == [Self.message(1)])
    }

    @Test func `of many tasks that put, each keeps its order and all pass through the bound`() async throws {
        let queue = MessageQueue(maximumBytes: 64)
        let taken = await withTaskGroup(of: Void.self) { group in
            for producer in 0..<4 {
                group.addTask {
                    for number in 0..<250 { try? await queue.put([Self.message(producer << 16 | number)]) }
                }
            }
            var taken: [Int] = []
            while taken.count < 1000, let events = await queue.take() {
                for case .message(let bytes) in events {
                    taken.append(bytes.getInteger(at: bytes.readerIndex) ?? -1)
                }
            }
            return taken
        }
        for producer in 0..<4 {
            #expect(taken.filter { $0 >> 16 == producer } == (0..<250).map { producer << 16 | $0 })
        }
    }

    /// Lets tasks run that would do something wrong now; who has nothing to do wrong loses nothing.
    private func offerEverybodyATurn() async {
        for _ in 0..<200 { await Task.yield() }
    }
}

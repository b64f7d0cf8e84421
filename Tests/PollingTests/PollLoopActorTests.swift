import Testing

@testable import Polling

@Suite(.timeLimit(.minutes(10))) struct PollLoopActorTests {
    /// An actor that lives on a loop.
    private actor Counter {
        let loop: PollLoop
        private var count = 0

        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

        init(_ loop: PollLoop) { self.loop = loop }

        func add() -> Int {
            loop.preconditionIsolated()
            count += 1
            return count
        }

        func addTwice() async -> Int {
            _ = add()
            await Task.yield()
            return add()
        }
    }

    @Test func `an actor on the loop runs on its thread`() async throws {
        try await withLoop { loop in
            let counter = Counter(loop)
            #expect(await counter.add() == 1)
            #expect(await counter.addTwice() == 3)
            #expect(!loop.isCurrent)
            #expect(loop.isIsolatingCurrentContext() == false)
        }
    }

    @Test func `a handler enters the actor without a change of task`() async throws {
        let pipe = try Pipe()
        try await withLoop { loop in
            let (counter, seen) = (Counter(loop), Signal<Int>())
            let reader = pipe.reader
            loop.watch(reader, for: .readable) { _ in
                SystemCalls.drain(reader)
                seen.send(counter.assumeIsolated { $0.add() })
            }
            pipe.write("x")
            #expect(await seen.next() == 1)
            #expect(await counter.add() == 2)
        }
    }

    @Test func `many tasks at once lose nothing`() async throws {
        try await withLoop { loop in
            let counter = Counter(loop)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { for _ in 0..<500 { _ = await counter.addTwice() } }
                }
            }
            #expect(await counter.add() == 8001)
        }
    }
}

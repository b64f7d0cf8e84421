import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct BroadcastTests {
    @Test func `every listener hears all from the moment it began`() async {
        let broadcast = Broadcast<Int>()
        broadcast.send(0)
        let early = broadcast.listen()
        broadcast.send(1)
        let late = broadcast.listen()
        broadcast.send(2)
        broadcast.finish()
        #expect(await early.reduce(into: []) { $0.append($1) } == [1, 2])
        #expect(await late.reduce(into: []) { $0.append($1) } == [2])
    }

    @Test func `after the end nothing is heard`() async {
        let broadcast = Broadcast<Int>()
        broadcast.finish()
        broadcast.send(1)
        broadcast.finish()
        #expect(await broadcast.listen().reduce(0) { count, _ in count + 1 } == 0)
    }

    @Test func `who falls behind misses the newest and nobody else does`() async {
        let broadcast = Broadcast<Int>()
        let (slow, quick) = (broadcast.listen(limit: 2), broadcast.listen())
        for number in 0..<4 { broadcast.send(number) }
        broadcast.finish()
        #expect(await slow.reduce(into: []) { $0.append($1) } == [0, 1])
        #expect(await quick.reduce(into: []) { $0.append($1) } == [0, 1, 2, 3])
    }

    @Test func `a listener that is cancelled stops`() async {
        let broadcast = Broadcast<Int>()
        let stream = broadcast.listen()
        let task = Task { await stream.reduce(0) { count, _ in count + 1 } }
        task.cancel()
        #expect(await task.value == 0)
        broadcast.send(1)
    }
}

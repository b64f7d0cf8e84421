import Backplane
import HTTPServing
import JSONRPC
import Testing

@testable import CostAPI

/// Events on their way to listeners.
@Suite struct LiveTests {
    private let feed = LiveFeed(bus: MemoryBus()) { 1_000 }

    private func listen(
        for principal: String = "ada", _ filters: [LiveFilter], limit: Int = 512
    ) throws -> (Int, LiveQueue) {
        let queue = LiveQueue(limit: limit)
        let key = try #require(feed.join(principal, queue, limit: 10))
        feed.listen(key, to: filters)
        return (key, queue)
    }

    /// The numbers in the data of what waits.
    private func numbers(_ queue: LiveQueue) async throws -> [Int] {
        let items = await queue.next()?.items ?? []
        return try items.compactMap { try JSONValue(parsing: $0.text)["data"]?["n"]?.integer }
    }

    private func publish(_ topic: LiveTopic, _ number: Int, for principal: String? = nil) async {
        await feed.publish(topic, ["n": .number(JSONNumber(number)), "server": .string("s\(number)")], for: principal)
    }

    /// Passes on what was published.
    private func flush(until count: Int64) async {
        let running = Task { await feed.run() }
        while feed.lastSequence < 1_000 + count { await Task.yield() }
        running.cancel()
        await running.value
    }

    @Test func `a listener hears what it asked for and what concerns it`() async throws {
        let (_, ada) = try listen([
            LiveFilter(topic: .jobProgress), LiveFilter(topic: .hubStatus, members: ["server": "s4"]),
        ])
        let (_, bob) = try listen(for: "bob", [LiveFilter(topic: .jobProgress)])
        await publish(.jobProgress, 1, for: "ada")
        await publish(.jobProgress, 2, for: "bob")
        await publish(.hubStatus, 3)
        await publish(.hubStatus, 4)
        await publish(.costUpdates, 5)
        await flush(until: 5)
        #expect(try await numbers(ada) == [1, 4])
        #expect(try await numbers(bob) == [2])
    }

    @Test func `what was missed is told again as far as it is remembered`() async throws {
        let (key, queue) = try listen([LiveFilter(topic: .costUpdates)])
        for number in 1...3 { await publish(.costUpdates, number) }
        await flush(until: 3)
        _ = await queue.next()
        #expect(feed.replay(after: 1_001, to: key) == 2)
        #expect(try await numbers(queue) == [2, 3])
        #expect(feed.replay(after: 1_003, to: key) == 0)
        #expect(feed.replay(after: 999, to: key) == nil)
        #expect(feed.replay(after: 1_004, to: key) == nil)
    }

    @Test func `what is no longer remembered is told to be gone`() async throws {
        let (key, _) = try listen([LiveFilter(topic: .costUpdates)])
        for number in 1...1_500 { await publish(.costUpdates, number) }
        await flush(until: 1_500)
        #expect(feed.replay(after: 1_001, to: key) == nil)
        #expect(feed.replay(after: 2_400, to: key) == 100)
    }

    @Test func `a full queue loses its oldest events, never answers, and counts them`() async {
        let queue = LiveQueue(limit: 3)
        queue.add(LiveQueue.Item(text: "answer", sequence: nil))
        for number in 1...4 { queue.add(LiveQueue.Item(text: "\(number)", sequence: Int64(number))) }
        let batch = await queue.next()
        #expect(batch?.items.map(\.text) == ["answer", "3", "4"])
        #expect(batch?.lost == 2)
    }

    @Test func `a queue is bounded by what its messages weigh, too`() async {
        let queue = LiveQueue(limit: 100, maximumBytes: 10)
        for number in 1...3 { queue.add(LiveQueue.Item(text: "four", sequence: Int64(number))) }
        queue.add(LiveQueue.Item(text: "longer than all of it", sequence: nil))
        let batch = await queue.next()
        #expect(batch?.items.map(\.text) == ["longer than all of it"])
        #expect(batch?.lost == 3)
        queue.add(LiveQueue.Item(text: "twelve bytes", sequence: nil))
        queue.add(LiveQueue.Item(text: "more", sequence: nil))
        #expect(await queue.next()?.items.count == 1)
        #expect(await queue.next() == nil)
    }

    @Test func `who only asks and never reads is let go`() async {
        let queue = LiveQueue(limit: 2)
        for number in 1...3 { queue.add(LiveQueue.Item(text: "\(number)", sequence: nil)) }
        _ = await queue.next()
        #expect(await queue.next() == nil)
    }

    @Test func `there are no more listeners than may be, and none after the end`() throws {
        let queue = LiveQueue()
        let key = try #require(feed.join("ada", queue, limit: 1))
        #expect(feed.join("ada", queue, limit: 1) == nil)
        feed.leave(key)
        #expect(feed.join("ada", queue, limit: 1) != nil)
        feed.end()
        #expect(feed.join("ada", queue, limit: 9) == nil)
    }

    @Test func `a ticket is good once and for a while`() {
        let now = Clock()
        let tickets = TicketTable { now.value }
        let ticket = tickets.issue(to: .init(principal: "ada"))
        #expect(tickets.redeem("other") == nil)
        #expect(tickets.redeem(ticket)?.principal == "ada")
        #expect(tickets.redeem(ticket) == nil)
        let late = tickets.issue(to: .init(principal: "ada"))
        now.value = 31_000
        #expect(tickets.redeem(late) == nil)
    }
}

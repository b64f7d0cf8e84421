import JSONRPC
import Testing

@Suite struct RequestTableTests {
    @Test func `an answer reaches the request of its id once`() throws {
        var table = RequestTable<String>()
        let first = try table.begin("first")
        let second = try table.begin("second")
        #expect(first != second)
        #expect(delivered(table.finish(.integer(second))) == "second")
        #expect(isLate(table.finish(.integer(second))))
        #expect(delivered(table.finish(.integer(first))) == "first")
        #expect(table.openCount == 0)
    }

    @Test func `an answer to a cancelled request is late and no longer held`() throws {
        var table = RequestTable<String>()
        let id = try table.begin("call")
        #expect(table.cancel(id) == "call")
        #expect(table.cancel(id) == nil)
        #expect(isLate(table.finish(.integer(id))))
    }

    @Test(arguments: [RequestID.integer(0), 2, -1, "1", ""])
    func `an id that was never given out is unknown`(id: RequestID) throws {
        var table = RequestTable<String>()
        _ = try table.begin("call")
        guard case .unknown = table.finish(id) else { return #expect(Bool(false), "\(id) was not unknown") }
        #expect(table.openCount == 1)
    }

    @Test func `a full table refuses and keeps what it has`() throws {
        var table = RequestTable<Int>(limit: 2)
        let first = try table.begin(1)
        _ = try table.begin(2)
        #expect(throws: RequestTable<Int>.Full.self) { try table.begin(3) }
        _ = table.finish(.integer(first))
        #expect(throws: Never.self) { try table.begin(3) }
    }

    @Test func `all open requests are given up in the order in which they began`() throws {
        var table = RequestTable<Int>()
        for number in 1...5 { _ = try table.begin(number) }
        _ = table.finish(.integer(3))
        #expect(table.cancelAll() == [1, 2, 4, 5])
        #expect(table.openCount == 0)
        let next = try table.begin(6)
        #expect(next == 6)
    }

    private func delivered(_ arrival: RequestTable<String>.Arrival) -> String? {
        if case .deliver(let context) = arrival { context } else { nil }
    }

    private func isLate(_ arrival: RequestTable<String>.Arrival) -> Bool {
        if case .late = arrival { true } else { false }
    }
}

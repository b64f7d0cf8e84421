import JSONRPC
import MCP
import MCPHub
import Testing

@Suite struct ListCollectorTests {
    private func page(_ names: [String], next: String? = nil, more: String = "") throws -> ListPage {
        let cursor = next.map { ",\"nextCursor\":\"\($0)\"" } ?? ""
        return try Samples.page(.tools, names.map { Samples.tool($0) }, more: cursor + more)
    }

    @Test func `pages are put together in order until there is no cursor`() throws {
        var collector = ListCollector(.tools)
        let pages = [try page(["b"], next: ""), try page(["a"], next: "2"), try page([])]
        let steps = pages.map { collector.receive($0) }
        #expect(steps == [.ask(cursor: ""), .ask(cursor: "2"), .finish])
        #expect(collector.list.entries.map(\.key) == ["b", "a"])
        #expect(collector.list.problems.isEmpty)
    }

    @Test func `a cursor that comes back ends the list`() throws {
        var collector = ListCollector(.tools)
        let pages = [try page(["a"], next: "1"), try page(["b"], next: "1")]
        let steps = pages.map { collector.receive($0) }
        #expect(steps == [.ask(cursor: "1"), .finish])
        #expect(collector.list.entries.count == 2)
        #expect(collector.list.problems.count == 1)
    }

    @Test(arguments: [
        ListCollector.Limits(pages: 2), ListCollector.Limits(entries: 2), ListCollector.Limits(bytes: 200),
    ])
    func `a list without end is cut`(limits: ListCollector.Limits) throws {
        var collector = ListCollector(.tools, limits: limits)
        var number = 0
        while case .ask = collector.receive(try page(["tool\(number)"], next: "\(number)")), number < 100 {
            number += 1
        }
        #expect((1...3).contains(collector.list.entries.count))
        #expect(collector.list.problems.count == 1)
    }

    @Test func `of two entries with one name the first counts`() throws {
        var collector = ListCollector(.tools)
        _ = collector.receive(try page(["a", "b", "a"]))
        #expect(collector.list.entries.map(\.key) == ["a", "b"])
        #expect(collector.list.problems.map(\.reason) == ["'a' is listed twice; the first counts"])
    }

    @Test func `names that only Swift takes for equal are two names`() throws {
        var collector = ListCollector(.tools)
        _ = collector.receive(try page(["\u{e9}", "e\u{301}"]))
        #expect(collector.list.entries.count == 2)
    }

    @Test func `the shortest time and the narrowest scope of all pages count`() throws {
        var collector = ListCollector(.tools)
        _ = collector.receive(try page(["a"], next: "1", more: #","ttlMs":10,"cacheScope":"private""#))
        _ = collector.receive(try page(["b"], more: #","ttlMs":20,"cacheScope":"public""#))
        #expect(collector.list.freshness == Freshness(ttlMs: 10, scope: .private))
    }

    @Test func `lists are equal when their entries say the same`() throws {
        let list = try Samples.list(.tools, [#"{"name":"a","x":1}"#, #"{"name":"b"}"#])
        #expect(list == (try Samples.list(.tools, [#"{"name":"b"}"#, #"{ "x":1.0, "name":"a" }"#])))
        #expect(list != (try Samples.list(.tools, [#"{"name":"b"}"#, #"{"name":"a","x":2}"#])))
        #expect(list != (try Samples.list(.tools, [#"{"name":"b"}"#])))
    }
}

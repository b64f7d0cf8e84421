import JSONRPC
import MCP
import MCPHub
import Testing

@Suite struct ListPageTests {
    @Test func `an entry keeps its bytes and tells its key`() throws {
        let text = #"{ "inputSchema" : {"$anchor":"a","n":1.10} , "n\u0061me" : "x" }"#
        let page = try Samples.page(.tools, [text])
        #expect(page.entries.map(\.key) == ["x"])
        #expect(page.entries.map { String(decoding: $0.bytes, as: UTF8.self) } == [text])
    }

    @Test func `line breaks between tokens are dropped, because a message is one line`() throws {
        let page = try Samples.page(.prompts, ["{\r\n\"name\":\n\"a\\nb\"}"])
        #expect(page.entries.map { String(decoding: $0.bytes, as: UTF8.self) } == [#"{"name":"a\nb"}"#])
    }

    @Test(arguments: [
        #"{"title":"x"}"#, #"{"name":1}"#, #"{"name":""}"#, "7", #"{"name":"a","name":"b"}"#, #"{"name":"\ud800"}"#,
    ])
    func `an entry that cannot be used is left out, and the rest stays`(entry: String) throws {
        let page = try Samples.page(.tools, [#"{"name":"a"}"#, entry, #"{"name":"z"}"#])
        #expect(page.entries.map(\.key) == ["a", "z"])
        #expect(page.problems.map(\.position) == [1])
    }

    @Test(arguments: ["[]", "{}", #"{"tools":{}}"#, #"{"tools":[}"#, ""])
    func `what is no page is refused`(text: String) {
        #expect(throws: CatalogProblem.self) { try ListPage(.tools, result: Array(text.utf8).span) }
    }

    @Test(arguments: [
        ("", 0, CacheScope.private), (#","ttlMs":500,"cacheScope":"public""#, 500, .public),
        (#","ttlMs":-1,"cacheScope":"shared""#, 0, .private), (#","ttlMs":"x","cacheScope":7"#, 0, .private),
    ])
    func `a page tells how long and for whom it may be kept`(more: String, ttlMs: Int, scope: CacheScope) throws {
        let page = try Samples.page(.tools, [], more: more)
        #expect(page.freshness == Freshness(ttlMs: ttlMs, scope: scope))
    }

    @Test func `an empty cursor is a cursor`() throws {
        #expect(try Samples.page(.tools, [], more: #","nextCursor":"""#).nextCursor?.isEmpty == true)
        #expect(try Samples.page(.tools, [], more: #","nextCursor":null"#).nextCursor == nil)
    }
}

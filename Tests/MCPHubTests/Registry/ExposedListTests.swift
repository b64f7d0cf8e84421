import JSONRPC
import MCP
import MCPHub
import NIOCore
import Testing

@Suite struct ExposedListTests {
    private let seal = CursorSeal(key: Array(0..<32))

    private func text(_ buffer: ByteBuffer?) -> String? { buffer.map { String(buffer: $0) } }

    private func snapshot(_ tools: [String], uris: ExposureRules.URIStyle = .raw) throws -> RegistrySnapshot {
        var catalog = try Samples.catalog("c")
        catalog.tools = try Samples.list(.tools, tools)
        return Samples.snapshot([catalog], uris: uris)
    }

    @Test func `only the name of a tool is replaced`() throws {
        let tool =
            #"{ "inputSchema":{"$defs":{"name":1.10},"big":12345678901234567890} ,"name" : "x\u002e" , "y": [ ] }"#
        let list = try snapshot([tool]).tools
        #expect(list.names == ["c__x_"])
        let expected =
            #"{ "inputSchema":{"$defs":{"name":1.10},"big":12345678901234567890} ,"name" : "c__x_" , "y": [ ] }"#
        #expect(text(list.entry("c__x_")) == expected)
    }

    @Test func `a result has what its revision knows`() throws {
        let list = try snapshot([Samples.tool("x")]).tools
        let page = try list.page(after: nil, size: nil, seal: seal)
        let modern = try JSONValue(parsing: list.result(page, for: .latest, meta: ResultMeta(["k": 1])))
        #expect(modern["resultType"] == "complete")
        #expect(modern["ttlMs"] == 0)
        #expect(modern["cacheScope"] == "private")
        #expect(modern["_meta"] == ["k": 1])
        #expect(modern["tools"]?[0]?["name"] == "c__x")
        let legacy = try JSONValue(parsing: list.result(page, for: .latestLegacy))
        #expect(legacy.object?.keys.map(\.self) == ["tools"])
    }

    @Test func `an output schema that describes no object is left out for older agents`() throws {
        let tools = [
            #"{"name":"a","outputSchema":{"type":"array"},"inputSchema":{}}"#,
            #"{"outputSchema":true,"name":"b"}"#, #"{"name":"d","outputSchema":{"type":"object"}}"#,
        ]
        let list = try snapshot(tools).tools
        let page = try list.page(after: nil, size: nil, seal: seal)
        let legacy = try JSONValue(parsing: list.result(page, for: .latestLegacy))["tools"]?.array ?? []
        let expected: [JSONValue] = [
            ["name": "c__a", "inputSchema": [:]], ["name": "c__b"],
            ["name": "c__d", "outputSchema": ["type": "object"]],
        ]
        #expect(legacy == expected)
        let modern = try JSONValue(parsing: list.result(page, for: .latest))
        #expect(modern["tools"]?[0]?["outputSchema"] == ["type": "array"])
    }

    @Test func `the page that a tool is shown with is rewritten together with all other URIs`() throws {
        let tool = #"{"name":"x","_meta":{"ui":{"resourceUri":"ui://p","z":1},"ui/resourceUri":"ui://q"}}"#
        #expect(text(try snapshot([tool]).tools.entry("c__x"))?.contains(#""ui://p""#) == true)
        let entry = try #require(text(try snapshot([tool], uris: .prefixed).tools.entry("c__x")))
        let expected =
            #"{"name":"c__x","_meta":{"ui":{"resourceUri":"c+ui://p","z":1},"ui/resourceUri":"c+ui://q"}}"#
        #expect(entry == expected)
    }

    @Test(arguments: [1, 2, 3, 7, 100])
    func `pages of any size add up to the list`(size: Int) throws {
        let names = (0..<7).map { "t\($0)" }
        let list = try snapshot(names.map { Samples.tool($0) }).tools
        var (cursor, seen): (String?, [String]) = (nil, [])
        repeat {
            let page = try list.page(after: cursor, size: size, seal: seal)
            let result = try JSONValue(parsing: list.result(page, for: .latest))
            seen += (result["tools"]?.array ?? []).compactMap { $0["name"]?.string }
            cursor = result["nextCursor"]?.string
        } while cursor != nil
        #expect(seen == names.map { "c__\($0)" })
    }

    @Test func `a cursor survives changes elsewhere and tells when its entry is gone`() throws {
        let list = try snapshot(["a", "b", "c", "d"].map { Samples.tool($0) }).tools
        let cursor = try #require(try list.page(after: nil, size: 2, seal: seal).nextCursor)
        let shorter = try snapshot(["b", "d"].map { Samples.tool($0) }).tools
        #expect(try shorter.page(after: cursor, size: 2, seal: seal).range == 1..<2)
        let other = try snapshot(["a", "c"].map { Samples.tool($0) }).tools
        #expect(throws: CursorFailure.stale) { try other.page(after: cursor, size: 2, seal: seal) }
        #expect(CursorFailure.stale.rpcError.code == RPCError.invalidParamsCode)
    }

    @Test func `a cursor that was not made for this list and view is refused`() throws {
        let snapshot = Samples.snapshot([try Samples.catalog("c", tools: ["a", "b"], prompts: ["a", "b"])])
        let cursor = try #require(try snapshot.tools.page(after: nil, size: 1, view: "ann", seal: seal).nextCursor)
        #expect(try snapshot.tools.page(after: cursor, size: 1, view: "ann", seal: seal).range == 1..<2)
        #expect(throws: CursorFailure.foreign) {
            try snapshot.tools.page(after: cursor, size: 1, view: "bob", seal: seal)
        }
        #expect(throws: CursorFailure.foreign) {
            try snapshot.prompts.page(after: cursor, size: 1, view: "ann", seal: seal)
        }
        #expect(throws: CursorFailure.foreign) {
            try snapshot.tools.page(after: cursor, size: 1, view: "ann", seal: .random())
        }
    }

    @Test func `a cursor with any letter changed is refused`() throws {
        let list = try snapshot(["a", "b"].map { Samples.tool($0) }).tools
        let cursor = Array(try #require(try list.page(after: nil, size: 1, seal: seal).nextCursor))
        for position in cursor.indices {
            var forged = cursor
            forged[position] = forged[position] == "A" ? "B" : "A"
            #expect(throws: CursorFailure.foreign) { try list.page(after: String(forged), size: 1, seal: seal) }
        }
    }

    @Test(arguments: ["", "x", "AAAA", String(repeating: "A", count: 100_000)])
    func `what is no cursor is refused`(cursor: String) throws {
        let list = try snapshot([Samples.tool("a")]).tools
        #expect(throws: CursorFailure.foreign) { try list.page(after: cursor, size: 1, seal: seal) }
    }

    @Test func `a filtered list shows what somebody may see and is private`() throws {
        let list = try snapshot(["a", "b", "c"].map { Samples.tool($0) }).tools.filtered { $0 != "c__b" }
        #expect(list.names == ["c__a", "c__c"])
        #expect(list.freshness.scope == .private)
        let page = try list.page(after: nil, size: nil, seal: seal)
        #expect(try JSONValue(parsing: list.result(page, for: .latest))["tools"]?.array?.count == 2)
    }

    @Test func `an empty list is a list`() throws {
        let list = Samples.snapshot([]).tools
        let page = try list.page(after: nil, size: 5, seal: seal)
        #expect(text(list.result(page, for: .latestLegacy)) == #"{"tools":[]}"#)
    }
}

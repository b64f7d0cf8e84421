import JSONRPC
import MCPHub
import Testing

@Suite struct NameTableTests {
    private func table(
        _ children: [ChildExposure], _ keys: [String: [String]], names: NameStyle = .prefixed,
        reserved: [String] = []
    ) -> NameTable {
        NameTable(.tools, rules: ExposureRules(names: names, children: children), keys: keys, reserved: reserved)
    }

    @Test(arguments: [
        ("git", "status", "git__status"), ("git", "a__b", "git__a__b"),
        ("my server", "read.file", "my_server__read_file"),
        ("g", "日本", "g____"),
    ])
    func `a name is the key, the separator and the child's name in letters that models accept`(
        child: String, tool: String, name: String
    ) {
        let table = table([ChildExposure(child)], [child: [tool]])
        #expect(table.name(of: Route(child: child, name: tool)) == name)
        #expect(table.route(of: name) == Route(child: child, name: tool))
    }

    @Test func `a long name keeps its beginning and ends in a tail that is always the same`() {
        let tool = String(repeating: "x", count: 128)
        let table = table([ChildExposure("files")], ["files": [tool, tool + "y"]])
        let name = table.name(of: Route(child: "files", name: tool))
        #expect(name == "files__" + String(repeating: "x", count: 48) + "_eccoiqsi")
        #expect(table.count == 2)
    }

    @Test func `names that only become equal get tails, and the one that was so keeps it`() {
        let table = table([ChildExposure("a")], ["a": ["x.y", "x_y", "x y"]])
        #expect(table.name(of: Route(child: "a", name: "x_y")) == "a__x_y")
        let others = ["x.y", "x y"].compactMap { table.name(of: Route(child: "a", name: $0)) }
        #expect(Set(others).count == 2)
        #expect(others.allSatisfy { $0.hasPrefix("a__x_y_") && $0.count == 15 })
        #expect(table.collisions.isEmpty)
    }

    @Test func `separators inside keys and names lead nowhere else`() {
        let table = table([ChildExposure("a"), ChildExposure("a__b")], ["a": ["b__c"], "a__b": ["c"]])
        let routes = [Route(child: "a", name: "b__c"), Route(child: "a__b", name: "c")]
        let names = routes.compactMap { table.name(of: $0) }
        #expect(Set(names).count == 2)
        #expect(names.map { table.route(of: $0) } == routes)
        #expect(table.route(of: "a__b__c") == nil)
    }

    @Test(arguments: [
        (NameStyle.plain, "a", "b"), (.prefixed, "", ""), (.prefixed, "same", "same"),
    ])
    func `two children that want the same name outright collide`(
        names: NameStyle, first: String, second: String
    ) throws {
        let children = [ChildExposure("docs", prefix: first), ChildExposure("wiki", prefix: second)]
        let table = table(children, ["docs": ["search"], "wiki": ["search", "read"]], names: names)
        let collision = try #require(table.collisions.first)
        #expect(table.collisions.count == 1)
        #expect(collision.holder == Route(child: "docs", name: "search"))
        #expect(collision.refused == Route(child: "wiki", name: "search"))
        #expect(table.name(of: collision.refused) == nil)
        #expect(table.count == 2)
        #expect(collision.description.contains("'search' of 'docs' and 'search' of 'wiki'"))
    }

    @Test func `an empty prefix keeps the name and a prefixed one gives way`() {
        let children = [ChildExposure("b"), ChildExposure("bare", prefix: "")]
        let table = table(children, ["b": ["c"], "bare": ["b__c"]])
        #expect(table.route(of: "b__c") == Route(child: "bare", name: "b__c"))
        #expect(table.name(of: Route(child: "b", name: "c"))?.hasPrefix("b__c_") == true)
    }

    @Test func `a name of the hub is never a child's`() {
        let children = [ChildExposure("x", prefix: ""), ChildExposure("hub", prefix: "hub")]
        let table = table(children, ["x": ["hub__status", "hub__y"], "hub": ["status"]], reserved: ["hub__status"])
        #expect(table.route(of: "hub__status") == nil)
        #expect(table.collisions.map(\.refused) == [Route(child: "x", name: "hub__status")])
        #expect(table.collisions.first?.holder == nil)
        #expect(table.name(of: Route(child: "hub", name: "status"))?.hasPrefix("hub__status_") == true)
    }

    @Test func `renames come before the prefix and what is denied is not there`() {
        let child = ChildExposure("a", prefix: "p", renames: ["long_winded": "short"]) { $1 != "secret" }
        let table = table([child], ["a": ["long_winded", "secret", "other"]])
        #expect(table.name(of: Route(child: "a", name: "long_winded")) == "p__short")
        #expect(table.name(of: Route(child: "a", name: "secret")) == nil)
        #expect(table.count == 2)
    }

    @Test func `a tail that a child already uses as a name is not used twice`() throws {
        let plain = table([ChildExposure("a")], ["a": ["x.y", "x_y"]])
        let taken = try #require(plain.name(of: Route(child: "a", name: "x.y"))).dropFirst(3)
        let table = table([ChildExposure("a")], ["a": ["x.y", "x_y", String(taken)]])
        #expect(table.count == 3)
        #expect(table.name(of: Route(child: "a", name: String(taken))) == "a__\(taken)")
    }
}

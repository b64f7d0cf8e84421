import JSONRPC
import Testing

@testable import MCPHub

@Suite struct ToolSearchTests {
    private static let tools = [
        Samples.tool("read_file", "Returns the contents of a file.", properties: ["path"]),
        Samples.tool("writeFile", "Stores text in a file.", properties: ["path", "text"]),
        Samples.tool("list.directory", "Lists what is in a folder.", properties: ["path"]),
        Samples.tool("create_issue", "Opens a new issue in a repository.", properties: ["repository", "assignee"]),
        Samples.tool("search_issues", "Finds issues by their text.", properties: ["query"]),
        Samples.tool("forecast", "Predicts the weather.", properties: ["city"]),
    ]

    private func search(_ tools: [String] = tools) throws -> ToolSearch {
        var catalog = try Samples.catalog("s")
        catalog.tools = try Samples.list(.tools, tools)
        return ToolSearch(Samples.snapshot([catalog]).tools)
    }

    @Test(arguments: [
        ("read file", "s__read_file"), ("file write", "s__writeFile"), ("folder", "s__list_directory"),
        ("assignee", "s__create_issue"), ("issues find", "s__search_issues"), ("weath", "s__forecast"),
        ("READFILE", "s__read_file"), ("how do I predict weather?", "s__forecast"), ("direct", "s__list_directory"),
    ])
    func `the best match comes first`(query: String, name: String) throws {
        #expect(try search().search(query).first?.name == name)
    }

    @Test func `a whole word is worth more than a beginning, and a name more than a description`() throws {
        let search = try search([
            Samples.tool("a", "lists files"), Samples.tool("file", "x"), Samples.tool("filesystem", "x"),
        ])
        #expect(search.search("file").map(\.name) == ["s__file", "s__a", "s__filesystem"])
    }

    @Test func `equal scores are ordered by name and every answer is the same`() throws {
        let names = ["c", "a", "d", "b"]
        let search = try search(names.map { Samples.tool($0, "does the same") })
        #expect(search.search("same").map(\.name) == ["s__a", "s__b", "s__c", "s__d"])
        #expect(search.search("same", limit: 2).map(\.name) == ["s__a", "s__b"])
        let reversed = try self.search(names.reversed().map { Samples.tool($0, "does the same") })
        #expect(reversed.search("same") == search.search("same"))
    }

    @Test(arguments: ["", "   ", "zzz", "!?", "\u{0}"])
    func `a query that finds nothing finds nothing`(query: String) throws {
        #expect(try search().search(query).isEmpty)
    }

    @Test func `a query without end is cut`() throws {
        let long = String(repeating: "weather ", count: 1_000) + "issue"
        #expect(try search().search(long).map(\.name) == ["s__forecast"])
        let many = (0..<100).map { "word\($0)" }.joined(separator: " ")
        #expect(try search().search(many).isEmpty)
        #expect(try search().search("weather", limit: 0).isEmpty)
        #expect(try search().search("weather", limit: -1).isEmpty)
    }
}

import JSONRPC
import MCP
import MCPHub
import Testing

/// Marks of arguments that are repeated in header fields, as a server's list has them.
@Suite struct HeaderMarkTests {
    private func tool(_ properties: String) -> String {
        #"{"name":"t","inputSchema":{"type":"object","properties":{\#(properties)}}}"#
    }

    @Test func `valid marks are left as they are written`() throws {
        let text = tool(#" "a":{"x-mcp-header":"Region","type":"string"}"#)
        let page = try Samples.page(.tools, [text])
        #expect(page.entries.map { String(decoding: $0.bytes, as: UTF8.self) } == [text])
        #expect(page.problems.isEmpty)
    }

    @Test(arguments: [
        #"{"type":"string","x-mcp-header":"not a name"}"#, #"{"type":"string","x-mcp-header":""}"#,
        #"{"type":"string","x-mcp-header":7}"#, #"{"type":"object","x-mcp-header":"Object"}"#,
        #"{"type":"object","properties":{"c":{"type":"number","x-mcp-header":"Deep"}}}"#,
    ])
    func `an invalid mark is left out and told of, and the tool and its other marks stay`(invalid: String) throws {
        let page = try Samples.page(
            .tools, [#"{"name":"o"}"#, tool(#""a":{"type":"string","x-mcp-header":"Region"},"b":\#(invalid)"#)])
        let schema = try #require(page.entries.last?.value["inputSchema"])
        let marks = MirroredArgument.all(in: schema)
        #expect(marks.valid == [MirroredArgument(name: "Region", path: ["a"])])
        #expect(marks.invalid.isEmpty)
        #expect(schema["properties"]?["b"]?["type"] != nil)
        #expect(page.problems.map(\.position) == [1])
        #expect(page.problems.first?.reason.contains("'b") == true)
    }

    @Test func `two arguments cannot be repeated in one field, whatever its case`() throws {
        let page = try Samples.page(
            .tools,
            [tool(#""a":{"type":"string","x-mcp-header":"Same"},"b":{"type":"string","x-mcp-header":"same"}"#)])
        #expect(page.entries.map(\.key) == ["t"])
        #expect(!(page.entries.first.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "").contains("x-mcp-header"))
        #expect(page.problems.count == 1)
    }
}

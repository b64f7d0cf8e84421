import JSONRPC
import MCP
import MCPHub
import SystemPackage
import Testing

@Suite struct HubToolTests {
    private static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().removingLastComponent().appending("schemas").appending("tools")

    @Test(arguments: HubTool.allCases)
    func `a definition is the text of its file`(tool: HubTool) throws {
        let bytes = try #require(try PrivateFile.read(Self.folder.appending("\(tool.name).json"), limit: 1 << 20))
        #expect(String(decoding: bytes, as: UTF8.self) == tool.definition)
    }

    @Test(arguments: HubTool.allCases)
    func `a definition is a tool whose schemas can be applied`(tool: HubTool) throws {
        let definition = try Tool(json: .object(tool.entry().value))
        #expect(definition.name == tool.rawValue)
        #expect(definition.annotations?.readOnlyHint == (tool != .callTool))
        _ = try JSONSchema(.object(definition.inputSchema))
        if let output = definition.outputSchema { _ = try JSONSchema(.object(output)) }
    }

    @Test func `an entry has no white space that a model would pay for`() throws {
        let entry = try HubTool.searchTools.entry()
        #expect(entry.bytes == JSONValue.object(entry.value).serialized)
    }
}

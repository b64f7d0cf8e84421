import JSONRPC
import MCP
import MCPHub
import NIOCore
import Testing

@Suite struct HubToolAnswerTests {
    private static let tools: JSONValue = ["hub_search_tools", "hub_describe_tool", "hub_call_tool", "hub_status"]

    private func snapshot() throws -> RegistrySnapshot {
        var catalog = try Samples.catalog("files")
        let text = "Reads a file. " + String(repeating: "And more about it. ", count: 40)
        catalog.tools = try Samples.list(
            .tools, [Samples.tool("read_file", text, properties: ["path"]), Samples.tool("write_file", "Writes.")])
        let configuration = try HubConfiguration.load([
            ConfigurationFile(
                path: "m.json", text: #"{"mcpServers":{"files":{"command":"x"}},"hub":{"tools":\#(Self.tools)}}"#)
        ]).configuration
        return RegistryMerger().merge(
            catalogs: [catalog], configuration: configuration, trust: TrustStore(), version: 1
        ).snapshot
    }

    private func status() -> HubStatus {
        var ready = ServerStatus(key: "files", state: .ready)
        ready.protocolVersion = .latest
        ready.toolCount = 2
        var failed = ServerStatus(key: "git", state: .failed("it exited with code 1"))
        failed.errorLines = ["no such module"]
        var status = HubStatus(servers: [ready, failed, ServerStatus(key: "old", state: .stopped)])
        status.toolCount = 6
        return status
    }

    /// The text of a result that fits what the tool promises.
    private func text(_ result: JSONObject, of tool: HubTool) throws -> String {
        let decoded = try CallToolResult(json: .object(result))
        let schema = try #require(try tool.entry().value["outputSchema"])
        try JSONSchema(schema).validate(try #require(decoded.structuredContent))
        #expect(decoded.isError != true)
        guard case .text(let content) = try #require(decoded.content.first) else { return "" }
        return content.text
    }

    @Test func `a search finds tools of servers, shortens what they say and fits its schema`() throws {
        let snapshot = try snapshot()
        let index = HubToolAnswers.index(of: snapshot)
        let result = HubToolAnswers.search(ByteBuffer(string: #"{"query":"read files"}"#), in: snapshot, index: index)
        let text = try text(result, of: .searchTools)
        #expect(text.hasPrefix("files__read_file: Reads a file. And"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count < 300 })
        #expect(result["structuredContent"]?["toolCount"] == 2)
        #expect(result["structuredContent"]?["tools"]?[0]?["name"] == "files__read_file")
    }

    @Test func `a search never finds the hub's own tools, and says when nothing fits`() throws {
        let snapshot = try snapshot()
        let index = HubToolAnswers.index(of: snapshot)
        let own = HubToolAnswers.search(ByteBuffer(string: #"{"query":"hub status"}"#), in: snapshot, index: index)
        #expect(try text(own, of: .searchTools).contains("No tool fits among 2"))
    }

    @Test func `a description is the server's own under the name to call`() throws {
        let snapshot = try snapshot()
        let result = HubToolAnswers.describe(ByteBuffer(string: #"{"name":"files__write_file"}"#), in: snapshot)
        let text = try text(result, of: .describeTool)
        let tool = try #require(result["structuredContent"]?["tool"])
        #expect(try JSONValue(parsing: ByteBuffer(string: text)) == tool)
        #expect(tool["name"] == "files__write_file")
        #expect(result["structuredContent"]?["server"] == "files")
        let own = HubToolAnswers.describe(ByteBuffer(string: #"{"name":"hub_status"}"#), in: snapshot)
        #expect(own["structuredContent"]?["server"] == nil)
        _ = try self.text(own, of: .describeTool)
    }

    @Test func `a status tells every server that is wanted, and what is wrong`() throws {
        let result = HubToolAnswers.status(nil, of: status())
        let text = try text(result, of: .status)
        #expect(text.contains("git: failed, 0 tools, 0 prompts, 0 resources; it exited with code 1"))
        #expect(result["structuredContent"]?["servers"]?.array?.count == 2)
        #expect(result["structuredContent"]?["servers"]?[1]?["lastErrorLines"]?[0] == "no such module")
        let one = HubToolAnswers.status(ByteBuffer(string: #"{"server":"files"}"#), of: status())
        #expect(one["structuredContent"]?["servers"]?.array?.count == 1)
    }

    @Test(
        arguments: [
            (HubTool.searchTools, nil, "query"), (.searchTools, #"{"query":""}"#, "query"),
            (.searchTools, #"{"query":"x","limit":0}"#, "limit"),
            (.searchTools, #"{"query":"x","a":1}"#, "inputSchema"),
            (.searchTools, "[]", "not an object"), (.searchTools, "{", "cannot be read"),
            (.describeTool, #"{"name":5}"#, "/name"), (.describeTool, #"{"name":"nothing"}"#, "No tool has the name"),
            (.status, #"{"server":"nobody"}"#, "there are: files, git"),
        ] as [(HubTool, String?, String)])
    func `arguments that do not fit are answered with what is wrong`(
        tool: HubTool, arguments: String?, reason: String
    ) throws {
        let snapshot = try snapshot()
        let json = arguments.map { ByteBuffer(string: $0) }
        let result =
            switch tool {
            case .describeTool: HubToolAnswers.describe(json, in: snapshot)
            case .status: HubToolAnswers.status(json, of: status())
            default: HubToolAnswers.search(json, in: snapshot, index: HubToolAnswers.index(of: snapshot))
            }
        let decoded = try CallToolResult(json: .object(result))
        #expect(decoded.isError == true)
        #expect(decoded.structuredContent == nil)
        guard case .text(let content) = try #require(decoded.content.first) else { return }
        #expect(content.text.contains(reason), "\(content.text)")
    }

    @Test(
        arguments: [
            (#"{"name":"a"}"#, "a", nil), (#"{"arguments":{"x": [1]},"name":"\u0061"}"#, "a", #"{"x": [1]}"#),
            (#" { "name" : "a" , "arguments" : {} } "#, "a", "{}"),
        ] as [(String, String, String?)])
    func `a call through the hub tells its tool and where the arguments stand`(
        text: String, name: String, arguments: String?
    ) throws {
        let message = Array("[1,\(text)]".utf8)
        let call = try HubToolCallArguments(message.span, at: ByteRange(3, message.count - 1))
        #expect(call.name == name)
        #expect(call.argumentsPlace.map { String(decoding: message[$0.range], as: UTF8.self) } == arguments)
    }

    @Test(arguments: [
        "{}", #"{"name":""}"#, #"{"name":1}"#, #"{"name":"a","arguments":[]}"#, #"{"name":"a","path":"x"}"#, "[]", "",
        #"{"name":"a","name":"b"}"#,
    ])
    func `a call through the hub that is none says why`(text: String) {
        #expect(throws: HubToolArgumentsFailure.self) { try HubToolCallArguments(Array(text.utf8).span) }
    }
}

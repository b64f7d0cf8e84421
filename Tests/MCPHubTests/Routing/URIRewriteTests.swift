import JSONRPC
import MCP
import NIOCore
import Testing

@testable import MCPHub

@Suite struct URIRewriteTests {
    /// A result of a child, and the same where a bar stands for each prefix.
    struct Sample: CustomTestStringConvertible, Sendable {
        let method: RoutedMethod
        let marked: String

        init(_ method: RoutedMethod, _ marked: String) {
            self.method = method
            self.marked = marked
        }

        var testDescription: String { "\(method.rawValue): \(marked)" }
        var result: String { marked.replacing("|", with: "") }
        var expected: String { marked.replacing("|", with: "a+") }
    }

    private static func message(_ result: String) -> ByteBuffer {
        ByteBuffer(string: #"{"jsonrpc":"2.0","id":7, "result" : \#(result) }"#)
    }

    private static func edit(_ line: ByteBuffer, _ method: RoutedMethod) throws -> MessageEdit {
        let envelope = try EnvelopeScanner().scan(line)
        return try URIRewrite.edit(
            try #require(envelope[.result]), of: method, in: line.readableBytesUInt8Span, prefix: "a+",
            limits: .standard)
    }

    @Test(arguments: [
        Sample(.readResource, #"{"contents":[{"uri":"|x://1","text":"x://1"},{ "text":"", "uri" : "|x://2" }]}"#),
        Sample(.readResource, #"{"contents":[{"\u0075ri":"|x:\/\/1\ud800"}],"uri":"x://1","content":[{"uri":"x"}]}"#),
        Sample(.readResource, #"{"contents":[{"uri":"|b+x://1"},{"uri":"|"},{"uri":"|no URI"}]}"#),
        Sample(.readResource, #"{"contents":[{"uri":null},{"uri":{"uri":"x"}},["x"],"x",1,{}]}"#),
        Sample(.readResource, #"{"contents":"x://1"}"#), Sample(.readResource, "{}"),
        Sample(.readResource, #"{"contents":[{"_meta":{"uri":"x"},"uri":"|x"}],"_meta":{"uri":"x"}}"#),
        Sample(
            .callTool, #"{"content":[{"type":"resource_link","uri":"|x://1","name":"x://1","icons":[{"src":"x"}]}]}"#),
        Sample(
            .callTool, #"{"content":[{"uri":"|x","type":"resource\u005flink"},{"type":"text","text":"x","uri":"x"}]}"#),
        Sample(.callTool, #"{"content":[{"type":"resource","uri":"x","resource":{"blob":"","uri":"|x://1"}}]}"#),
        Sample(.callTool, #"{"content":[{"type":"resource","resource":"x"},{"type":1,"uri":"x"},{"uri":"x"},[]]}"#),
        Sample(.callTool, #"{"structuredContent":{"type":"resource_link","uri":"x"},"content":[],"isError":true}"#),
        Sample(.callTool, #"{"contents":[{"uri":"x"}],"messages":[{"content":{"type":"resource_link","uri":"x"}}]}"#),
        Sample(.getPrompt, #"{"messages":[{"role":"user","content":{"type":"resource","resource":{"uri":"|x"}}}]}"#),
        Sample(.getPrompt, #"{"messages":[{"content":{"type":"resource_link","uri":"|x"}},{"content":"x"},{}]}"#),
        Sample(.getPrompt, #"{"messages":[{"content":[{"type":"resource_link","uri":"|x"},{"type":"text"}]}]}"#),
        Sample(.complete, #"{"completion":{"values":["x://1"]},"contents":[{"uri":"x"}]}"#),
    ])
    func `all URIs of resources get the prefix, and nothing else is touched`(sample: Sample) throws {
        let line = Self.message(sample.result)
        let edit = try Self.edit(line, sample.method)
        #expect(edit.applied(to: line) == Self.message(sample.expected))
    }

    @Test(arguments: [
        Sample(.readResource, #"{"contents":[{"uri":"x","uri":"y"}]}"#),
        Sample(.readResource, #"{"contents":[],"contents":[{"uri":"x"}]}"#),
        Sample(.callTool, #"{"content":[{"type":"text","type":"resource_link","uri":"x"}]}"#),
        Sample(.callTool, #"{"content":[{"type":"resource","resource":{"uri":"x","\u0075ri":"y"}}]}"#),
        Sample(.getPrompt, #"{"messages":[{"content":{},"content":{"type":"resource_link","uri":"x"}}]}"#),
    ])
    func `a result that readers could read in two ways is refused`(sample: Sample) throws {
        let line = Self.message(sample.result)
        let error = #expect(throws: JSONSyntaxError.self) { try Self.edit(line, sample.method) }
        #expect(error?.code == .duplicateKey)
    }

    private static func delivered(_ result: String, to version: ProtocolVersion) throws -> JSONValue {
        let line = message(result)
        let hub = Implementation(name: "hub", version: "1")
        let caller = Caller(
            agent: AgentID(number: 1), requestID: .integer(1), version: version,
            capabilities: AgentCapabilities(ClientCapabilities(), hub: hub), progressToken: nil, logLevel: nil,
            isModern: version.era == .modern)
        let rewrite = ResultRewrite(
            caller: caller, method: .callTool, childIsModern: true, hub: hub.json.buffer, line: line,
            envelope: try EnvelopeScanner().scan(line), uris: try edit(line, .callTool))
        return try JSONValue(parsing: rewrite.message())["result"] ?? nil
    }

    @Test(arguments: ProtocolVersion.supported)
    func `the prefix is there in every revision, beside what the hop changes`(version: ProtocolVersion) throws {
        let result = try Self.delivered(
            #"{"resultType":"complete","content":[{"type":"resource_link","name":"n","uri":"x://1"},"#
                + #"{"type":"resource","resource":{"uri":"x://2","text":"t"}}],"_meta":{"own":1},"structuredContent":[1]}"#,
            to: version)
        let content = try #require(result["content"])
        if version.hasResourceLinks {
            #expect(content[0]?["uri"] == "a+x://1")
        } else {
            #expect(content[0] == ["type": "text", "text": "n: a+x://1"])
        }
        #expect(content[1]?["resource"]?["uri"] == "a+x://2")
        #expect(result["_meta"]?["own"] == 1)
        #expect((result["resultType"] != nil) == (version.era == .modern))
    }
}

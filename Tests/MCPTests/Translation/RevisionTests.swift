import JSONRPC
import Testing

@testable import MCP

/// Results as older revisions can read them.
@Suite struct RevisionTests {
    static let audio = ContentBlock.audio(AudioContent(data: "AAAA", mimeType: "audio/wav"))
    static let link = ContentBlock.resourceLink(ResourceLink(uri: "file:///a", name: "a"))
    static let audioText = ContentBlock.text("[audio, audio/wav, 4 characters of base64]")
    static let linkText = ContentBlock.text("a: file:///a")

    @Test(
        arguments: [
            (.v2024_11_05, audioText, linkText), (.v2025_03_26, audio, linkText), (.v2025_06_18, audio, link),
            (.v2025_11_25, audio, link), (.v2026_07_28, audio, link),
        ] as [(ProtocolVersion, ContentBlock, ContentBlock)])
    func `content that a revision does not know becomes text`(
        version: ProtocolVersion, audio: ContentBlock, link: ContentBlock
    ) {
        let known = ContentBlock.text("known")
        let result = CallToolResult(content: [known, Self.audio, Self.link]).converted(for: version)
        #expect(result.content == [known, audio, link])
        let messages = [Self.audio, Self.link].map { PromptMessage(role: .user, content: $0) }
        let prompt = GetPromptResult(messages: messages).converted(for: version)
        #expect(prompt.messages.map(\.content) == [audio, link])
    }

    @Test(arguments: ProtocolVersion.supported)
    func `structured content is an object before 2026-07-28`(version: ProtocolVersion) {
        let object = CallToolResult(content: [], structuredContent: ["a": 1])
        #expect(object.converted(for: version) == object)
        let list = CallToolResult(content: [.text("kept")], structuredContent: [1, 2])
        let bare = CallToolResult(content: [], structuredContent: [1, 2])
        guard version < .v2026_07_28 else {
            #expect(list.converted(for: version) == list)
            return #expect(bare.converted(for: version) == bare)
        }
        #expect(list.converted(for: version) == CallToolResult(content: [.text("kept")]))
        #expect(bare.converted(for: version) == CallToolResult(content: [.text("[1,2]")]))
    }

    @Test(
        arguments: [
            (["type": "object"], true), (["type": "array"], false), (["type": "integer"], false), ([:], false),
            (["anyOf": []], false),
        ] as [(JSONObject, Bool)])
    func `so is what an output schema describes`(schema: JSONObject, isKept: Bool) {
        let tool = Tool(name: "t", title: "T", inputSchema: ["type": "object"], outputSchema: schema)
        #expect(tool.converted(for: .v2026_07_28) == tool)
        for version in ProtocolVersion.supportedLegacy {
            let converted = tool.converted(for: version)
            #expect(converted.outputSchema == (isKept ? schema : nil))
            #expect(converted.title == "T")
        }
        let plain = Tool(name: "t", inputSchema: ["type": "object"])
        #expect(plain.converted(for: .v2024_11_05) == plain)
    }
}

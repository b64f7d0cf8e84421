import JSONRPC
import MCPHub
import Testing

@Suite struct HiddenTextTests {
    private func scan(_ tool: String) throws -> [HiddenText] {
        var catalog = try Samples.catalog("c")
        catalog.tools = try Samples.list(.tools, [tool])
        return HiddenText.scan(catalog)
    }

    @Test(arguments: [
        ("\u{E0041}\u{E0042}", HiddenCharacter.tag), ("a\u{200B}b", .zeroWidth), ("\u{FEFF}", .zeroWidth),
        ("a\u{2063}", .zeroWidth), ("\u{202E}abc", .bidirectional), ("\u{2066}x\u{2069}", .bidirectional),
        ("x\u{FE00}\u{FE01}\u{E0100}", .variationSelectors), ("\u{E000}", .privateUse), ("\u{10FFFD}", .privateUse),
        ("\u{1B}[2J", .control), ("a\u{200D}b", .zeroWidth),
    ])
    func `hidden characters are found with their kind and place`(text: String, kind: HiddenCharacter) throws {
        let found = try scan(Samples.tool("t", "ok \(text)"))
        #expect(found.map(\.character) == [kind])
        #expect(found.map(\.pointer) == ["/description"])
        #expect(found.map(\.entry) == ["t"])
    }

    @Test(arguments: ["plain\n\ttext", "héllo 日本語 العربية", "❤️ 👩‍👩‍👧 👨🏽‍🚀 🏳️‍🌈", "葛󠄀"])
    func `ordinary text in any language hides nothing`(text: String) throws {
        #expect(try scan(Samples.tool("t", text)).isEmpty)
    }

    @Test func `every text of a tool is looked at, down to keys and schemas`() throws {
        let found = try scan(
            #"{"name":"t\u200b","title":"\u200b","annotations":{"title":"\u200b"},"inputSchema":{"properties":"#
                + #"{"p\u200b":{"description":"\u200b","enum":["x","\u200b"]}}}}"#)
        let places = found.map { $0.pointer.replacing("\u{200B}", with: "?") }
        #expect(
            places == [
                "/name", "/title", "/annotations/title", "/inputSchema/properties/p?",
                "/inputSchema/properties/p?/description", "/inputSchema/properties/p?/enum/1",
            ])
    }

    @Test func `instructions and other lists are looked at too`() throws {
        let catalog = try Samples.catalog("c", prompts: ["p\u{200B}"], instructions: "\u{E0041}")
        let found = HiddenText.scan(catalog)
        #expect(found.map(\.kind) == [nil, .prompts])
        #expect(found.first?.description == "instructions: hidden characters (tag): U+E0041")
        #expect(found.last?.description == #"prompt 'p\u{200B}', /name: hidden characters (zeroWidth): U+200B"#)
    }

    @Test func `the code points are told in order and bounded`() throws {
        let text = String(repeating: "\u{E0041}", count: 1_000)
        #expect(try scan(Samples.tool("t", text)).map(\.codePoints.count) == [HiddenText.limit])
        #expect(try scan(Samples.tool("t", "\u{E0042}\u{E0041}")).map(\.codePoints) == [[0xE0042, 0xE0041]])
    }
}

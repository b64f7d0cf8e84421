import JSONRPC
import MCP
import Testing

@Suite struct ContentTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `base64 is that of RFC 4648`(bytes: String, text: String) {
        #expect(Base64.encode(Array(bytes.utf8)) == text)
        #expect(Base64.decode(text) == Array(bytes.utf8))
    }

    @Test func `base64 of any bytes comes back`() {
        for count in 0..<66 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
        #expect(Base64.encode([0xFB, 0xFF, 0xBF]) == "+/+/")
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "=", "==", "====", "Z===", "Zh==", "Zm9=", "Zm 9", "Zm9v\n", "Zm-_", "Zg==Zg==",
        "Z=g=", "Zmä=",
    ])
    func `base64 in any other form is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func `content of an unknown type is kept as it is`() throws {
        let block: ContentBlock = try roundTrip(#"{"type": "tool_use", "id": "1", "name": "t", "input": {}}"#)
        #expect(block == .unknown(["type": "tool_use", "id": "1", "name": "t", "input": [:]]))
        let sampled: SamplingMessageContentBlock = try roundTrip(
            #"{"type": "tool_use", "id": "1", "name": "t", "input": {}}"#)
        #expect(sampled == .toolUse(ToolUseContent(id: "1", name: "t", input: [:])))
    }

    @Test func `a message holds one piece or several, and keeps which`() throws {
        let one: SamplingMessage = try roundTrip(#"{"role": "user", "content": {"type": "text", "text": "a"}}"#)
        let many: SamplingMessage = try roundTrip(#"{"role": "user", "content": [{"type": "text", "text": "a"}]}"#)
        #expect(one.content == .one(.text("a")))
        #expect(many.content == .many([.text("a")]))
        #expect(one.content.elements == many.content.elements)
    }

    @Test func `a choice that no revision knows is kept as it is`() throws {
        let schema: PrimitiveSchemaDefinition = try roundTrip(#"{"type": "array", "items": {"type": "number"}}"#)
        #expect(schema == .unknown(["type": "array", "items": ["type": "number"]]))
    }

    @Test func `open sets of strings keep what they do not name`() throws {
        #expect(try roundTrip(#""bored""#, as: StopReason.self) == StopReason(rawValue: "bored"))
        #expect(try roundTrip(#""endTurn""#, as: StopReason.self) == .endTurn)
        #expect(try failure(#""robot""#, as: Role.self).expected == "one of user, assistant")
    }

    @Test func `log levels are ordered by severity`() {
        #expect(LoggingLevel.allCases.reversed().sorted() == LoggingLevel.allCases)
        #expect(
            LoggingLevel.allCases.map(\.rawValue) == [
                "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency",
            ])
    }

    @Test(arguments: ["a", "get_weather", "A.b-C_9", "_", "-", ".", String(repeating: "x", count: 128)])
    func `a name of the grammar is a name for a tool`(name: String) { #expect(Tool.isValidName(name)) }

    @Test(arguments: ["", " ", "a b", "a/b", "a,b", "ä", "a\n", String(repeating: "x", count: 129)])
    func `any other name is none`(name: String) { #expect(!Tool.isValidName(name)) }

    @Test func `the hints of a tool assume the worst`() {
        let none = ToolAnnotations()
        #expect(!none.isReadOnly && none.isDestructive && !none.isIdempotent && none.isOpenWorld)
        let readOnly = ToolAnnotations(readOnlyHint: true)
        #expect(readOnly.isReadOnly && !readOnly.isDestructive && readOnly.isIdempotent)
        let mild = ToolAnnotations(destructiveHint: false, idempotentHint: true, openWorldHint: false)
        #expect(!mild.isDestructive && mild.isIdempotent && !mild.isOpenWorld)
    }
}

import JSONRPC
import MCP
import Testing

@Suite struct ContentTests {
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
}

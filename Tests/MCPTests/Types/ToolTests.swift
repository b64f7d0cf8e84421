import MCP
import Testing

@Suite struct ToolTests {
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

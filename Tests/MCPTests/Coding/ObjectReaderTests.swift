import JSONRPC
import MCP
import Testing

@Suite struct ObjectReaderTests {
    @Test func `what has not been read is left in its order`() throws {
        var reader = ObjectReader(["c": 1, "a": 2, "b": "x", "d": nil])
        #expect(try reader.required("a", as: Int.self) == 2)
        try reader.constant("b", "x")
        #expect(try reader.optional("z", as: Int.self) == nil)
        #expect(Array(reader.rest.keys) == ["c", "d"])
        #expect(reader.peek("c") == 1)
        #expect(try reader.optional("c", as: Int.self) == 1)
        #expect(try reader.optional("d", as: JSONValue.self) == .some(.null))
        #expect(reader.rest.isEmpty)
    }

    @Test func `a member that is tolerated is read only if it fits`() {
        var reader = ObjectReader(["a": 1, "b": "x"])
        #expect(reader.tolerant("a", as: String.self) == nil)
        #expect(reader.tolerant("b", as: String.self) == "x")
        #expect(reader.rest == ["a": 1])
    }
}

import JSONRPC
import MCP
import Testing

@Suite struct SchemaExampleTests {
    @Test func `all examples of the schema are there and each has a type`() {
        #expect(SchemaExample.all.count == 129)
        #expect(Set(SchemaExample.types) == Set(SchemaTypes.all.keys))
    }

    @Test(arguments: SchemaExample.all)
    func `an example is read and written without loss`(example: SchemaExample) throws {
        let json = try example.json()
        let type = try #require(SchemaTypes.all[example.type])
        #expect(try type.init(json: json).json == json)
    }

    @Test(arguments: SchemaExample.all)
    func `every member of an example is known`(example: SchemaExample) throws {
        let type = try #require(SchemaTypes.all[example.type])
        // The file writes an `id`, which the schema of the type does not have.
        let expected = example.type == "ListRootsRequest" ? ["/other/id"] : []
        #expect(try unknowns(in: type.init(json: example.json())) == expected)
    }

    @Test func `the search for unknown members sees all of a value`() throws {
        let value = try CallToolResult(
            json: JSONValue(parsing: #"{"content": [{"type": "text", "text": "", "new": 1}, {"type": "new"}], "x": 1}"#)
        )
        #expect(unknowns(in: value) == ["/content/-/text/other/new", "/content/-/unknown", "/other/x"])
    }
}

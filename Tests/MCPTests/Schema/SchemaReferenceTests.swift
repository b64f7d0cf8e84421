import JSONRPC
import MCP
import Testing

@Suite struct SchemaReferenceTests {
    @Test func `a reference is never fetched and only fails where it is followed`() throws {
        let schema = try JSONSchema([
            "properties": ["a": ["type": "string"], "b": ["$ref": "https://example.invalid/other.json#/x"]]
        ])
        #expect(schema.isValid(["a": "text"]))
        let uri = "https://example.invalid/other.json#/x"
        #expect(throws: JSONSchemaFailure.undecided(.unresolvedReference(uri))) { try schema.validate(["b": 1]) }
        #expect(!schema.isValid(["b": 1]))
    }

    @Test(arguments: ["#/$defs/missing", "#missing", "other.json", "https://json-schema.org/draft/2020-12/none"])
    func `a reference that leads nowhere is named`(reference: String) throws {
        let schema = try JSONSchema(["$ref": .string(reference)])
        do {
            try schema.validate(1)
            Issue.record("validated")
        } catch {
            #expect(error.description.contains(reference))
        }
    }

    @Test func `another branch can settle what an unresolved one cannot`() throws {
        let schema = try JSONSchema(["anyOf": [["$ref": "urn:missing"], ["type": "string"]]])
        #expect(schema.isValid("a"))
        #expect(throws: JSONSchemaFailure.undecided(.unresolvedReference("urn:missing"))) { try schema.validate(1) }
    }

    @Test func `a resource is reached by its URI and by its own identifier`() throws {
        let resource: JSONValue = [
            "$id": "https://example.com/real", "$defs": ["s": ["$anchor": "s", "type": "string"]],
        ]
        for uri in ["https://example.com/alias#s", "https://example.com/real#/$defs/s"] {
            let schema = try JSONSchema(["$ref": .string(uri)], resources: ["https://example.com/alias": resource])
            #expect(schema.isValid("a"))
            #expect(!schema.isValid(1))
        }
    }

    @Test func `a schema can be validated against the metaschema without a network`() throws {
        let metaschema = try JSONSchema(["$ref": "https://json-schema.org/draft/2020-12/schema"])
        #expect(metaschema.isValid(["type": "object", "properties": ["a": ["minimum": 1]]]))
        #expect(!metaschema.isValid(["properties": ["a": ["minimum": "1"]]]))
    }

    @Test(arguments: [
        "http://json-schema.org/draft-07/schema#", "http://json-schema.org/draft-06/schema#",
        "https://json-schema.org/draft/2019-09/schema",
    ])
    func `an older dialect is understood`(dialect: String) throws {
        let schema = try JSONSchema([
            "$schema": .string(dialect), "items": [["type": "string"], ["$ref": "#/definitions/n"]],
            "additionalItems": false, "definitions": ["n": ["type": "number"]],
        ])
        #expect(schema.isValid(["a", 1]))
        #expect(!schema.isValid(["a", "b"]))
        #expect(!schema.isValid(["a", 1, 2]))
    }

    @Test func `a recursive reference of 2019-09 can be extended`() throws {
        let tree: JSONValue = [
            "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://example.com/tree",
            "$recursiveAnchor": true, "properties": ["child": ["$recursiveRef": "#"]],
        ]
        let strict: JSONValue = [
            "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://example.com/strict",
            "$recursiveAnchor": true, "$ref": "tree", "unevaluatedProperties": false,
        ]
        let schema = try JSONSchema(strict, resources: ["https://example.com/tree": tree])
        #expect(schema.isValid(["child": ["child": [:]]]))
        #expect(!schema.isValid(["child": ["chld": [:]]]))
    }

    @Test(arguments: ["http://json-schema.org/draft-04/schema#", "https://example.com/mine", "nonsense"])
    func `an unsupported dialect is a clean error`(dialect: String) {
        let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(["$schema": .string(dialect)]) }
        #expect(error?.code == .unsupportedDialect)
        #expect(error?.description == "#/$schema: the dialect \(dialect) is not supported")
    }

    @Test func `a vocabulary that is required but not known is a clean error`() {
        let metaschema: JSONValue = ["$vocabulary": ["https://example.com/units": true]]
        let error = #expect(throws: JSONSchemaError.self) {
            try JSONSchema(["$schema": "https://example.com/m"], resources: ["https://example.com/m": metaschema])
        }
        #expect(error?.code == .unsupportedVocabulary)
    }
}

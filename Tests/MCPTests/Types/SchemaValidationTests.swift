import JSONRPC
import MCP
import Testing

/// What the types write is valid against the schema that the protocol publishes.
@Suite struct SchemaValidationTests {
    @Test func `every example validates against its type, as it stands and as it is written again`() throws {
        let definitions = try Schema(.v2026_07_28).definitions
        for type in SchemaExample.types {
            let schema = try Self.schema(of: type, definitions)
            for example in SchemaExample.all where example.type == type {
                let json = try example.json()
                let written = try #require(SchemaTypes.all[type]).init(json: json).json
                #expect(throws: Never.self, "\(example)") { try schema.validate(json) }
                #expect(throws: Never.self, "\(example), written again") { try schema.validate(written) }
            }
        }
    }

    @Test func `an example that has lost a required member does not validate`() throws {
        let definitions = try Schema(.v2026_07_28).definitions
        var broken = 0
        for example in SchemaExample.all {
            guard let required = definitions[example.type]?["required"]?.array?.compactMap(\.string) else { continue }
            let schema = try Self.schema(of: example.type, definitions)
            for key in required {
                var object = try #require(example.json().object)
                object[key] = nil
                #expect(!schema.isValid(.object(object)), "\(example) without \(key)")
                broken += 1
            }
        }
        #expect(broken > 200)
    }

    /// The schema of one definition, with all others at hand.
    private static func schema(of type: String, _ definitions: JSONObject) throws -> JSONSchema {
        _ = try #require(definitions[type], "\(type)")
        return try JSONSchema(["$ref": .string("#/$defs/\(type)"), "$defs": .object(definitions)])
    }
}

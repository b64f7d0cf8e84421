import JSONRPC
import MCP
import Testing

@Suite struct SchemaMessageTests {
    private func violations(_ schema: String, _ value: String) throws -> [JSONSchemaViolation] {
        let schema = try JSONSchema(JSONValue(parsing: schema), options: JSONSchema.Options(assertsFormats: true))
        let value = try JSONValue(parsing: value)
        do { try schema.validate(value) } catch { return error.violations }
        return []
    }

    @Test(arguments: [
        (#"{"properties":{"city":{"type":"string"}}}"#, #"{"city":1}"#, "/city: expected a string, found a number"),
        (#"{"type":["string","null"]}"#, "1", "value: expected a string or null, found a number"),
        (#"{"type":"integer"}"#, "1.5", "value: expected a whole number, found a number"),
        (#"{"required":["city"]}"#, "{}", #"value: expected a member "city""#),
        (
            #"{"properties":{"a":{},"b":{}},"additionalProperties":false}"#, #"{"c":1}"#,
            "/c: expected no member of this name, only a, b"
        ),
        (#"{"enum":["a","b",null]}"#, #""secret""#, #"value: expected one of "a", "b", null"#),
        (#"{"const":{"a":1}}"#, "2", #"value: expected {"a":1}"#),
        (#"{"items":{"minimum":1.5}}"#, "[2,1]", "/1: expected a number of at least 1.5"),
        (#"{"exclusiveMaximum":3}"#, "3", "value: expected a number below 3"),
        (#"{"multipleOf":0.01}"#, "0.001", "value: expected a multiple of 0.01"),
        (#"{"minLength":1}"#, #""""#, "value: expected at least 1 character"),
        (#"{"maxItems":2}"#, "[1,2,3]", "value: expected at most 2 elements"),
        (#"{"pattern":"^a"}"#, #""b""#, "value: expected a string that matches the pattern ^a"),
        (#"{"format":"date"}"#, #""b""#, "value: expected a string of the format date"),
        (#"{"uniqueItems":true}"#, "[1,1.0]", "value: expected elements that all differ"),
        (#"{"properties":{"a/b~":false}}"#, #"{"a/b~":1}"#, "/a~1b~0: expected nothing here, found a number"),
        (
            #"{"anyOf":[{"type":"string","minLength":2},{"type":"null"}]}"#, #""a""#,
            "value: expected at least 2 characters"
        ),
        (#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "1", "value: expected a string or null, found a number"),
        (
            #"{"oneOf":[{"minimum":1},{"maximum":5}]}"#, "3",
            "value: expected to match exactly one of 2 schemas, matches 2"
        ),
        (#"{"propertyNames":{"maxLength":1}}"#, #"{"ab":1}"#, "/ab: expected a name that the schema allows"),
        (#"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#, #"value: expected a member "b""#),
    ])
    func `a violation is one plain sentence`(schema: String, value: String, sentence: String) throws {
        #expect(try violations(schema, value).map(\.description) == [sentence])
    }

    @Test func `a violation names its keyword`() throws {
        let schema = ##"{"$id":"https://example.com/s","$ref":"#/$defs/a","$defs":{"a":{"items":{"type":"null"}}}}"##
        let found = try violations(schema, "[1]")
        #expect(found.map(\.keyword) == ["https://example.com/s#/$defs/a/items/type"])
        #expect(found.map(\.pointer) == ["/0"])
    }

    @Test func `all violations are told, up to a limit`() throws {
        let schema = try JSONSchema(["items": ["type": "string"]], options: JSONSchema.Options(maximumViolations: 3))
        #expect(throws: JSONSchemaFailure.self) { try schema.validate([1, "a", 2]) }
        do { try schema.validate([1, 2, 3]) } catch { #expect(error.description.split(separator: "\n").count == 3) }
        do { try schema.validate([1, 2, 3, 4]) } catch { #expect(error.description.hasSuffix("and more")) }
    }

    @Test(arguments: [
        (#"{"type":"strng"}"#, "#/type: expected one of the seven type names or an array of them, found a string"),
        (#"{"properties":{"a":{"minimum":"1"}}}"#, "#/properties/a/minimum: expected a number, found a string"),
        (#"{"minLength":-1}"#, "#/minLength: expected a whole number that is not negative, found a number"),
        (#"{"multipleOf":0}"#, "#/multipleOf: expected a number above 0 with at most 37 digits, found a number"),
        (#"{"required":"a"}"#, "#/required: expected an array of strings, found a string"),
        (#"{"properties":[]}"#, "#/properties: expected an object of schemas, found an array"),
        (#"{"allOf":[1]}"#, "#/allOf/0: expected a schema, found a number"),
        (#"{"$ref":1}"#, "#/$ref: expected a string, found a number"),
        (#"{"pattern":"("}"#, "#/pattern: no regular expression: '(' is never closed (at character 0)"),
    ])
    func `a schema that makes no sense is refused with its place`(schema: String, sentence: String) throws {
        let schema = try JSONValue(parsing: schema)
        let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(schema) }
        #expect(error?.description == sentence)
    }

    @Test func `formats are annotations unless asked for`() throws {
        #expect(try JSONSchema(["format": "date"]).isValid("no date"))
        #expect(
            try !JSONSchema(["format": "date"], options: JSONSchema.Options(assertsFormats: true)).isValid("no date"))
    }
}

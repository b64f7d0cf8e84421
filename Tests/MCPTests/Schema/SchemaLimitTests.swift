import JSONRPC
import MCP
import Testing

@Suite struct SchemaLimitTests {
    private func obstacle(
        _ schema: JSONValue, _ value: JSONValue, _ options: JSONSchema.Options = JSONSchema.Options()
    ) throws -> JSONSchemaObstacle? {
        let schema = try JSONSchema(schema, options: options)
        do { try schema.validate(value) } catch .undecided(let obstacle) {
            #expect(!schema.isValid(value))
            return obstacle
        } catch { return nil }
        return nil
    }

    @Test(arguments: [
        ##"{"$ref":"#"}"##,
        ##"{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"allOf":[{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}"##,
        ##"{"anyOf":[{"not":{"$ref":"#"}}]}"##, ##"{"$dynamicAnchor":"x","$dynamicRef":"#x"}"##,
    ])
    func `a schema that applies itself without end is found out`(text: String) throws {
        let found = try obstacle(JSONValue(parsing: text), 1)
        guard case .endlessReference = found else { return #expect(Bool(false), "found \(String(describing: found))") }
    }

    @Test func `a value deeper than the limit is not followed`() throws {
        let schema: JSONValue = ["items": ["$ref": "#"]]
        var value: JSONValue = []
        for _ in 0..<400 { value = .array([value]) }
        #expect(try obstacle(schema, value) == .tooDeep(512))
        var shallow: JSONValue = []
        for _ in 0..<200 { shallow = .array([shallow]) }
        #expect(try obstacle(schema, shallow) == nil)
    }

    @Test func `a schema of any depth compiles`() throws {
        var schema: JSONValue = ["type": "string"]
        for _ in 0..<500 { schema = ["not": schema] }
        #expect(try JSONSchema(schema).isValid("a"))
    }

    @Test func `branches that multiply are stopped`() throws {
        var definitions = JSONObject()
        for level in 0..<60 {
            let next: JSONValue = ["$ref": .string("#/$defs/\(level + 1)")]
            definitions["\(level)"] = ["allOf": [next, next]]
        }
        definitions["60"] = true
        let schema: JSONValue = ["$ref": "#/$defs/0", "$defs": .object(definitions)]
        #expect(try obstacle(schema, 1) == .tooManySteps(1_000_000))
    }

    @Test func `a catastrophic pattern is stopped`() throws {
        let text = JSONValue.string(String(repeating: "a", count: 50) + "!")
        #expect(try obstacle(["pattern": "^(a+)+$"], text) == .tooManySteps(1_000_000))
        #expect(try obstacle(["patternProperties": ["^(a+)+$": true]], ["a": 1]) == nil)
    }

    @Test func `the allowance of steps can be set`() throws {
        let options = JSONSchema.Options(maximumSteps: 10)
        #expect(try obstacle(["items": true], .array(Array(repeating: 1, count: 20)), options) == .tooManySteps(10))
    }

    @Test(arguments: [
        ("1e999999999", "1e-999999999", true), ("1e999999999", "3", false), ("3e999999999", "3", true),
        ("1e-999999999", "1", false), ("0", "1e999999999", true), ("0.3", "0.1", true), ("1e308", "0.5", true),
        ("123456789012345678901234567890", "10", true), ("123456789012345678901234567891", "10", false),
        ("9007199254740993", "2", false), ("-0.75", "0.25", true), ("1e30", "0.0123", false),
        ("1e30", "1.024e-7", true), ("1e999999999999999999999", "7", false),
    ])
    func `multiples are told exactly`(value: String, divisor: String, isMultiple: Bool) throws {
        let divisor = try #require(JSONNumber(divisor))
        let value = try #require(JSONNumber(value))
        #expect(try JSONSchema(["multipleOf": .number(divisor)]).isValid(.number(value)) == isMultiple)
    }

    @Test(arguments: [
        ("1e400", "maximum", "1e401", true), ("9007199254740993", "maximum", "9007199254740992", false),
        ("0.1", "exclusiveMinimum", "0.10", false), ("1.50", "minimum", "1.5", true),
        ("-1e-400", "exclusiveMaximum", "0", true),
        ("12345678901234567890.5", "minimum", "12345678901234567890.4", true),
    ])
    func `bounds are compared exactly`(value: String, keyword: String, bound: String, isWithin: Bool) throws {
        let schema = JSONValue.object([keyword: .number(try #require(JSONNumber(bound)))])
        let value = JSONValue.number(try #require(JSONNumber(value)))
        #expect(try JSONSchema(schema).isValid(value) == isWithin)
    }

    @Test func `long arrays are checked for repetition without comparing all pairs`() throws {
        let schema = try JSONSchema(["uniqueItems": true])
        let numbers = (0..<20_000).map { JSONValue.number(JSONNumber($0)) }
        #expect(schema.isValid(.array(numbers)))
        #expect(!schema.isValid(.array(numbers + [.number(try #require(JSONNumber("7.0")))])))
    }

    @Test func `strings differ when their scalars do`() throws {
        let composed: JSONValue = "\u{E9}"
        let decomposed: JSONValue = "e\u{301}"
        #expect(try !JSONSchema(["const": composed]).isValid(decomposed))
        #expect(try !JSONSchema(["enum": [composed]]).isValid(decomposed))
        #expect(try JSONSchema(["uniqueItems": true]).isValid([composed, decomposed]))
        let properties: JSONValue = ["properties": ["\u{E9}": false], "required": ["e\u{301}"]]
        #expect(try JSONSchema(properties).isValid(["e\u{301}": 1]))
    }
}

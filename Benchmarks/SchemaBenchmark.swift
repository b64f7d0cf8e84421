import JSONRPC
import MCP

/// What it costs to check the arguments of a tool call.
enum SchemaBenchmark {
    static func run() throws {
        print("\nvalidating a tool input (8 properties, enum, bounds, pattern, nested array of objects)")
        let schema = try JSONSchema(JSONValue(parsing: schemaText))
        let input = try JSONValue(parsing: inputText)
        guard schema.isValid(input) else { throw SchemaMismatch() }
        Measurement("JSONSchema.isValid") { consume(schema.isValid(input)) }.report()
        let parsed = try Measurement("parsing the input, for comparison") {
            consume(try JSONValue(parsing: inputText))
        }
        parsed.report()
    }

    private struct SchemaMismatch: Error {}

    private static let schemaText = """
        {"type":"object","required":["subscription","from","to","groupBy"],"additionalProperties":false,"properties":{
        "subscription":{"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},
        "from":{"type":"string","minLength":10},"to":{"type":"string","minLength":10},
        "metric":{"enum":["billed","effective"]},"top":{"type":"integer","minimum":1,"maximum":1000},
        "includeTags":{"type":"boolean"},"groupBy":{"type":"array","items":{"type":"string"},"maxItems":5},
        "filters":{"type":"array","items":{"type":"object","required":["dimension","values"],"properties":{
        "dimension":{"type":"string"},"values":{"type":"array","items":{"type":"string"},"minItems":1}}}}}}
        """

    private static let inputText = """
        {"subscription":"3f2504e0-4f89-11d3-9a0c-0305e82c3301","from":"2026-01-01","to":"2026-02-01","metric":"billed",\
        "top":10,"includeTags":true,"groupBy":["service","region"],"filters":[{"dimension":"department",\
        "values":["payments","search"]},{"dimension":"region","values":["westeurope"]}]}
        """
}

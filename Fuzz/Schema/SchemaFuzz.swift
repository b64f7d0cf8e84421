import Fuzzing
import JSONRPC
import MCP

/// Compiling and applying any schema ends, and both ways of asking give one answer. An input is a schema and a value
/// with a record separator between them, which occurs in no JSON text (RFC 7464).
@main
enum SchemaFuzz {
    private static let separator: UInt8 = 0x1E

    static func main() {
        FuzzTarget.run { bytes in
            guard let cut = bytes.indices.first(where: { bytes[$0] == separator }),
                let schema = try? JSONValue(parsing: bytes.extracting(..<cut)),
                let value = try? JSONValue(parsing: bytes.extracting((cut + 1)...))
            else { return }
            check(value, against: schema, JSONSchema.Options(maximumSteps: 20_000))
            check(value, against: schema, JSONSchema.Options(assertsFormats: true, maximumDepth: 40, maximumSteps: 500))
        }
    }

    private static func check(_ value: JSONValue, against json: JSONValue, _ options: JSONSchema.Options) {
        do throws(JSONSchemaError) {
            let schema = try JSONSchema(json, options: options)
            check(schema.isValid(value), failure(of: value, schema), options)
        } catch {
            require(!error.description.isEmpty, "an error says what is wrong")
        }
    }

    private static func failure(of value: JSONValue, _ schema: JSONSchema) -> JSONSchemaFailure? {
        do throws(JSONSchemaFailure) {
            try schema.validate(value)
            return nil
        } catch {
            return error
        }
    }

    private static func check(_ isValid: Bool, _ failure: JSONSchemaFailure?, _ options: JSONSchema.Options) {
        require(isValid == (failure == nil), "a value is valid exactly if its validation does not fail")
        guard case .invalid(let violations, _) = failure else { return }
        require(!violations.isEmpty, "a value that is not valid violates something")
        require(violations.count <= options.maximumViolations, "no more violations are reported than asked for")
    }
}

import JSONRPC

/// Which keywords hold schemas, and how.
enum SchemaKeywords {
    /// Keywords whose value is a schema.
    private static let single: Set<String> = [
        "additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not",
        "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
    ]
    /// Keywords whose value is an array of schemas.
    private static let several: Set<String> = ["allOf", "anyOf", "items", "oneOf", "prefixItems"]
    /// Keywords whose value is an object of schemas.
    private static let named: Set<String> = [
        "$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties",
    ]

    /// The schemas directly inside one, and the keys that lead to each.
    static func subschemas(of object: JSONObject) -> [(path: [String], json: JSONValue)] {
        var found: [(path: [String], json: JSONValue)] = []
        for member in object.members {
            switch member.value {
            case .array(let elements) where several.contains(member.key):
                for (position, element) in elements.enumerated() {
                    found.append(([member.key, String(position)], element))
                }
            case .object(let schemas) where named.contains(member.key):
                for schema in schemas.members { found.append(([member.key, schema.key], schema.value)) }
            case .object where single.contains(member.key), .bool where single.contains(member.key):
                found.append(([member.key], member.value))
            default: break
            }
        }
        return found
    }
}

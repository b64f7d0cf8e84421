import JSONRPC

/// The keywords that concern objects.
final class ObjectRules: Sendable {
    /// What is known about one name.
    struct Property: Sendable {
        var schema: SchemaNode.ID?
        var isRequired = false
    }

    let minimum: Int
    let maximum: Int
    /// All names that `properties` and `required` mention, and in the same order what is known about them.
    let names: StringTable
    let properties: [Property]
    let required: [String]
    let patterns: [(pattern: Pattern, schema: SchemaNode.ID)]
    /// The schema of members that neither `properties` nor `patternProperties` knows.
    let additional: SchemaNode.ID?
    let propertyNames: SchemaNode.ID?
    /// Names that need others beside them.
    let dependencies: [(name: String, required: [String])]
    /// The names in `properties`, for messages.
    let knownNames: [String]

    /// Compiles what `reader` finds; nil when there is nothing.
    init?(_ reader: KeywordReader) throws(JSONSchemaError) {
        minimum = try reader.count("minProperties") ?? 0
        maximum = try reader.count("maxProperties") ?? .max
        var builder = PropertyBuilder()
        for (name, schema) in try reader.namedSchemas("properties") { builder.add(name, schema: schema) }
        knownNames = builder.names
        for name in try reader.strings("required") { builder.require(name) }
        names = StringTable(builder.names)
        properties = builder.properties
        required = builder.names.indices.filter { builder.properties[$0].isRequired }.map { builder.names[$0] }
        patterns = try Self.patterns(reader)
        additional = reader.schema("additionalProperties")
        propertyNames = reader.schema("propertyNames")
        dependencies = try Self.dependencies(reader)
        let isUnbounded = minimum == 0 && maximum == .max && additional == nil && propertyNames == nil
        if isUnbounded, properties.isEmpty, patterns.isEmpty, dependencies.isEmpty { return nil }
    }

    /// What to say about a member that should not be there.
    var unknownMember: String {
        let names = knownNames.prefix(20).joined(separator: ", ")
        if names.isEmpty || !patterns.isEmpty { return "expected no member of this name" }
        return "expected no member of this name, only \(names)" + (knownNames.count > 20 ? " and others" : "")
    }

    private static func patterns(
        _ reader: KeywordReader
    ) throws(JSONSchemaError) -> [(pattern: Pattern, schema: SchemaNode.ID)] {
        var patterns: [(pattern: Pattern, schema: SchemaNode.ID)] = []
        for (source, schema) in try reader.namedSchemas("patternProperties") {
            patterns.append((try reader.pattern(source, "patternProperties"), schema))
        }
        return patterns
    }

    /// `dependentRequired`, and what `dependencies`, its predecessor, says in the form of arrays.
    private static func dependencies(
        _ reader: KeywordReader
    ) throws(JSONSchemaError) -> [(name: String, required: [String])] {
        var dependencies: [(name: String, required: [String])] = []
        for keyword in ["dependentRequired", "dependencies"] {
            guard let value = reader.assertion(keyword) else { continue }
            guard let members = value.object?.members else {
                throw reader.failure(keyword, expected: "an object", found: value)
            }
            for member in members {
                if keyword == "dependencies", member.value.array == nil { continue }
                dependencies.append((member.key, try reader.strings(member.value, keyword)))
            }
        }
        return dependencies
    }
}

/// Gathers what several keywords say about the same names.
private struct PropertyBuilder {
    var names: [String] = []
    var properties: [ObjectRules.Property] = []
    private var positions: [[UInt8]: Int] = [:]

    mutating func add(_ name: String, schema: SchemaNode.ID) {
        properties[position(name)].schema = schema
    }

    mutating func require(_ name: String) {
        properties[position(name)].isRequired = true
    }

    private mutating func position(_ name: String) -> Int {
        let key = Array(name.utf8)
        if let position = positions[key] { return position }
        positions[key] = names.count
        names.append(name)
        properties.append(ObjectRules.Property())
        return names.count - 1
    }
}

import JSONRPC

/// A keyword that applies other schemas to the same value.
enum Applicator: Sendable {
    /// `$ref`.
    case reference(SchemaNode.ID)
    /// `$dynamicRef`: the number of a dynamic name, and the schema should no resource in scope have it.
    case dynamicReference(Int, otherwise: SchemaNode.ID)
    /// A reference to this URI, which leads nowhere.
    case unresolved(String)
    /// `allOf`.
    case all([SchemaNode.ID])
    /// `anyOf`.
    case any([SchemaNode.ID])
    /// `oneOf`.
    case one([SchemaNode.ID])
    /// `not`.
    case not(SchemaNode.ID)
    /// `if`, `then` and `else`.
    case condition(SchemaNode.ID, then: SchemaNode.ID?, otherwise: SchemaNode.ID?)
    /// `dependentSchemas`.
    case dependents([(key: String, node: SchemaNode.ID)])

    /// Compiles what `reader` finds.
    static func all(_ reader: KeywordReader) throws(JSONSchemaError) -> [Applicator] {
        var applicators = try references(reader)
        let all = try reader.schemas("allOf")
        if !all.isEmpty { applicators.append(.all(all)) }
        let any = try reader.schemas("anyOf")
        if !any.isEmpty { applicators.append(.any(any)) }
        let one = try reader.schemas("oneOf")
        if !one.isEmpty { applicators.append(.one(one)) }
        if let not = reader.schema("not") { applicators.append(.not(not)) }
        if let condition = reader.schema("if") {
            let branches = (reader.schema("then"), reader.schema("else"))
            applicators.append(.condition(condition, then: branches.0, otherwise: branches.1))
        }
        let dependents = try dependents(reader)
        if !dependents.isEmpty { applicators.append(.dependents(dependents)) }
        return applicators
    }

    private static func references(_ reader: KeywordReader) throws(JSONSchemaError) -> [Applicator] {
        var references: [Applicator] = []
        if let reference = try reader.string("$ref") {
            references.append(plain(reference, reader))
        }
        if let reference = try reader.string(reader.dialect.isOld ? "$recursiveRef" : "$dynamicRef") {
            guard let name = reader.compiler.dynamicTarget(reference, base: reader.base),
                let node = reader.compiler.node(reference, base: reader.base)
            else { return references + [plain(reference, reader)] }
            references.append(.dynamicReference(name, otherwise: node))
        }
        return references
    }

    private static func plain(_ reference: String, _ reader: KeywordReader) -> Applicator {
        if let node = reader.compiler.node(reference, base: reader.base) { return .reference(node) }
        return .unresolved(URIReference(reference).resolved(against: reader.base).text)
    }

    /// `dependentSchemas`, and what `dependencies`, its predecessor, says in the form of schemas.
    private static func dependents(
        _ reader: KeywordReader
    ) throws(JSONSchemaError) -> [(key: String, node: SchemaNode.ID)] {
        var dependents = try reader.namedSchemas("dependentSchemas")
        guard reader.dialect.applies, let old = reader.object["dependencies"]?.object else { return dependents }
        for member in old.members where member.value.array == nil {
            if let dependent = reader.namedSchema("dependencies", member.key) { dependents.append(dependent) }
        }
        return dependents
    }
}

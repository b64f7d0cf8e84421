import JSONRPC

/// One schema, compiled: its keywords grouped by the type of value that they concern.
final class SchemaNode: Sendable {
    /// The number of a node in its program.
    typealias ID = Int

    /// Where the schema stands, for people.
    let location: String
    /// The resource to which it belongs.
    let resource: Int
    /// Whether this is the schema `false`.
    let isNever: Bool
    let types: JSONTypes
    let values: ValueRules?
    let numbers: NumberRules?
    let strings: StringRules?
    let arrays: ArrayRules?
    let objects: ObjectRules?
    /// What applies to the value as a whole.
    let applicators: [Applicator]
    let unevaluatedItems: ID?
    let unevaluatedProperties: ID?

    /// Compiles the keywords that `reader` finds.
    init(_ reader: KeywordReader, resource: Int) throws(JSONSchemaError) {
        location = reader.location
        self.resource = resource
        isNever = false
        types = try JSONTypes(reader)
        values = try ValueRules(reader)
        numbers = try NumberRules(reader)
        strings = try StringRules(reader)
        arrays = try ArrayRules(reader)
        objects = try ObjectRules(reader)
        applicators = try Applicator.all(reader)
        let unevaluated = reader.dialect.appliesUnevaluated
        unevaluatedItems = unevaluated ? reader.anySchema("unevaluatedItems") : nil
        unevaluatedProperties = unevaluated ? reader.anySchema("unevaluatedProperties") : nil
    }

    /// A schema without keywords, or `false`, or one that only applies others.
    init(location: String, resource: Int, isNever: Bool = false, applicators: [Applicator] = []) {
        self.location = location
        self.resource = resource
        self.isNever = isNever
        self.applicators = applicators
        types = .all
        values = nil
        numbers = nil
        strings = nil
        arrays = nil
        objects = nil
        unevaluatedItems = nil
        unevaluatedProperties = nil
    }
}

/// A compiled schema with all that it refers to.
final class SchemaProgram: Sendable {
    /// The first one is the root.
    let nodes: [SchemaNode]
    /// For each dynamic name, the node that goes by it in each resource.
    let dynamicTargets: [[Int: SchemaNode.ID]]
    let options: JSONSchema.Options

    init(nodes: [SchemaNode], dynamicTargets: [[Int: SchemaNode.ID]], options: JSONSchema.Options) {
        self.nodes = nodes
        self.dynamicTargets = dynamicTargets
        self.options = options
    }
}

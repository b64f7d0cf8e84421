public import JSONRPC

/// The fields of a form: a JSON Schema of an object without nesting.
public struct ElicitRequestedSchema: JSONObjectConvertible {
    /// The dialect of JSON Schema it is written in. Since 2025-11-25.
    public var schema: String?
    /// The fields by name, in the order in which to show them.
    public var properties: OrderedMap<PrimitiveSchemaDefinition>
    /// The names of the fields that must be filled in.
    public var required: [String]?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a form.
    public init(
        schema: String? = nil, properties: OrderedMap<PrimitiveSchemaDefinition>, required: [String]? = nil,
        other: JSONObject = [:]
    ) {
        self.schema = schema
        self.properties = properties
        self.required = required
        self.other = other
    }
}

extension ElicitRequestedSchema {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        schema = try reader.optional("$schema")
        try reader.constant("type", "object")
        properties = try reader.required("properties")
        required = try reader.optional("required")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("$schema", schema)
        writer.set("type", "object")
        writer.set("properties", properties)
        writer.set("required", required)
    }
}

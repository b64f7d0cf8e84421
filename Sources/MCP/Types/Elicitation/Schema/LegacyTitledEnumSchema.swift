public import JSONRPC

/// A choice of one value with titles in a second list. Since 2025-06-18, and to be avoided since 2025-11-25: use
/// ``TitledSingleSelectEnumSchema``.
public struct LegacyTitledEnumSchema: JSONObjectConvertible {
    /// Its label.
    public var title: String?
    /// Its explanation.
    public var description: String?
    /// The values.
    public var `enum`: [String]
    /// Their titles, in the same order.
    public var enumNames: [String]?
    /// What is chosen at first. Since 2025-11-25.
    public var `default`: String?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a choice.
    public init(
        title: String? = nil, description: String? = nil, enum: [String], enumNames: [String]? = nil,
        default: String? = nil, other: JSONObject = [:]
    ) {
        self.title = title
        self.description = description
        self.enum = `enum`
        self.enumNames = enumNames
        self.default = `default`
        self.other = other
    }
}

extension LegacyTitledEnumSchema {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "string")
        title = try reader.optional("title")
        description = try reader.optional("description")
        self.enum = try reader.required("enum")
        enumNames = try reader.optional("enumNames")
        self.default = try reader.optional("default")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "string")
        writer.set("title", title)
        writer.set("description", description)
        writer.set("enum", self.enum)
        writer.set("enumNames", enumNames)
        writer.set("default", self.default)
    }
}

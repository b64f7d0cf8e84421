public import JSONRPC

/// A choice of one value; each value has a title to be shown. Since 2025-11-25.
public struct TitledSingleSelectEnumSchema: JSONObjectConvertible {
    /// Its label.
    public var title: String?
    /// Its explanation.
    public var description: String?
    /// The values with their titles.
    public var oneOf: [EnumOption]
    /// What is chosen at first.
    public var `default`: String?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a choice.
    public init(
        title: String? = nil, description: String? = nil, oneOf: [EnumOption], default: String? = nil,
        other: JSONObject = [:]
    ) {
        self.title = title
        self.description = description
        self.oneOf = oneOf
        self.default = `default`
        self.other = other
    }
}

extension TitledSingleSelectEnumSchema {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "string")
        title = try reader.optional("title")
        description = try reader.optional("description")
        oneOf = try reader.required("oneOf")
        self.default = try reader.optional("default")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "string")
        writer.set("title", title)
        writer.set("description", description)
        writer.set("oneOf", oneOf)
        writer.set("default", self.default)
    }
}

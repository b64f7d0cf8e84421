public import JSONRPC

/// A choice of one value; the values are shown as they are.
public struct UntitledSingleSelectEnumSchema: JSONObjectConvertible {
    /// Its label.
    public var title: String?
    /// Its explanation.
    public var description: String?
    /// The values.
    public var `enum`: [String]
    /// What is chosen at first. Since 2025-11-25.
    public var `default`: String?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a choice.
    public init(
        title: String? = nil, description: String? = nil, enum: [String], default: String? = nil,
        other: JSONObject = [:]
    ) {
        self.title = title
        self.description = description
        self.enum = `enum`
        self.default = `default`
        self.other = other
    }
}

extension UntitledSingleSelectEnumSchema {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "string")
        title = try reader.optional("title")
        description = try reader.optional("description")
        self.enum = try reader.required("enum")
        self.default = try reader.optional("default")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "string")
        writer.set("title", title)
        writer.set("description", description)
        writer.set("enum", self.enum)
        writer.set("default", self.default)
    }
}

public import JSONRPC

/// A field for yes or no.
public struct BooleanSchema: JSONObjectConvertible {
    /// Its label.
    public var title: String?
    /// Its explanation.
    public var description: String?
    /// What stands in it at first.
    public var `default`: Bool?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a field.
    public init(title: String? = nil, description: String? = nil, default: Bool? = nil, other: JSONObject = [:]) {
        self.title = title
        self.description = description
        self.default = `default`
        self.other = other
    }
}

extension BooleanSchema {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "boolean")
        title = try reader.optional("title")
        description = try reader.optional("description")
        self.default = try reader.optional("default")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "boolean")
        writer.set("title", title)
        writer.set("description", description)
        writer.set("default", self.default)
    }
}

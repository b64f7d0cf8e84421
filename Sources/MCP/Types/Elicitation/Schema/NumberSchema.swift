public import JSONRPC

/// A field for a number.
public struct NumberSchema: JSONObjectConvertible {
    /// Whether fractions are allowed.
    public var type: Kind
    /// Its label.
    public var title: String?
    /// Its explanation.
    public var description: String?
    /// The least value.
    public var minimum: JSONNumber?
    /// The greatest value.
    public var maximum: JSONNumber?
    /// What stands in it at first. Since 2025-11-25.
    public var `default`: JSONNumber?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a field.
    public init(
        type: Kind, title: String? = nil, description: String? = nil, minimum: JSONNumber? = nil,
        maximum: JSONNumber? = nil, default: JSONNumber? = nil, other: JSONObject = [:]
    ) {
        self.type = type
        self.title = title
        self.description = description
        self.minimum = minimum
        self.maximum = maximum
        self.default = `default`
        self.other = other
    }
}

extension NumberSchema {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        type = try reader.required("type")
        title = try reader.optional("title")
        description = try reader.optional("description")
        minimum = try reader.optional("minimum")
        maximum = try reader.optional("maximum")
        self.default = try reader.optional("default")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", type)
        writer.set("title", title)
        writer.set("description", description)
        writer.set("minimum", minimum)
        writer.set("maximum", maximum)
        writer.set("default", self.default)
    }
}

extension NumberSchema {
    /// Whether fractions are allowed.
    public enum Kind: String, ClosedStringSet {
        /// Any number.
        case number
        /// Only whole ones.
        case integer
    }
}

public import JSONRPC

/// A field for text.
public struct StringSchema: JSONObjectConvertible {
    /// Its label.
    public var title: String?
    /// Its explanation.
    public var description: String?
    /// The least number of characters.
    public var minLength: Int?
    /// The greatest number of characters.
    public var maxLength: Int?
    /// What kind of text it must be.
    public var format: Format?
    /// What stands in it at first. Since 2025-11-25.
    public var `default`: String?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a field.
    public init(
        title: String? = nil, description: String? = nil, minLength: Int? = nil, maxLength: Int? = nil,
        format: Format? = nil, default: String? = nil, other: JSONObject = [:]
    ) {
        self.title = title
        self.description = description
        self.minLength = minLength
        self.maxLength = maxLength
        self.format = format
        self.default = `default`
        self.other = other
    }
}

extension StringSchema {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "string")
        title = try reader.optional("title")
        description = try reader.optional("description")
        minLength = try reader.optional("minLength")
        maxLength = try reader.optional("maxLength")
        format = try reader.optional("format")
        self.default = try reader.optional("default")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "string")
        writer.set("title", title)
        writer.set("description", description)
        writer.set("minLength", minLength)
        writer.set("maxLength", maxLength)
        writer.set("format", format)
        writer.set("default", self.default)
    }
}

extension StringSchema {
    /// A kind of text.
    public struct Format: OpenStringSet {
        /// The format as it is written in messages.
        public let rawValue: String

        /// Takes any text.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// An address for mail.
        public static let email = Format(rawValue: "email")
        /// A URI.
        public static let uri = Format(rawValue: "uri")
        /// A date, such as `2026-07-28`.
        public static let date = Format(rawValue: "date")
        /// A date with a time and an offset, such as `2026-07-28T09:30:00Z`.
        public static let dateTime = Format(rawValue: "date-time")
    }
}

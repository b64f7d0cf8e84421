public import JSONRPC

/// A choice of several values; the values are shown as they are. Since 2025-11-25.
public struct UntitledMultiSelectEnumSchema: JSONObjectConvertible {
    /// Its label.
    public var title: String?
    /// Its explanation.
    public var description: String?
    /// The least number of values to choose.
    public var minItems: Int?
    /// The greatest number of values to choose.
    public var maxItems: Int?
    /// The values.
    public var items: Items
    /// What is chosen at first.
    public var `default`: [String]?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a choice.
    public init(
        title: String? = nil, description: String? = nil, minItems: Int? = nil, maxItems: Int? = nil, items: Items,
        default: [String]? = nil, other: JSONObject = [:]
    ) {
        self.title = title
        self.description = description
        self.minItems = minItems
        self.maxItems = maxItems
        self.items = items
        self.default = `default`
        self.other = other
    }
}

extension UntitledMultiSelectEnumSchema {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "array")
        title = try reader.optional("title")
        description = try reader.optional("description")
        minItems = try reader.optional("minItems")
        maxItems = try reader.optional("maxItems")
        items = try reader.required("items")
        self.default = try reader.optional("default")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "array")
        writer.set("title", title)
        writer.set("description", description)
        writer.set("minItems", minItems)
        writer.set("maxItems", maxItems)
        writer.set("items", items)
        writer.set("default", self.default)
    }
}

extension UntitledMultiSelectEnumSchema {
    /// The values to choose from.
    public struct Items: JSONObjectConvertible {
        /// The values.
        public var `enum`: [String]
        /// Members that this version of the library does not know.
        public var other: JSONObject

        /// Lists values.
        public init(enum: [String], other: JSONObject = [:]) {
            self.enum = `enum`
            self.other = other
        }

        /// Reads the members.
        public init(from reader: inout ObjectReader) throws(DecodingFailure) {
            try reader.constant("type", "string")
            self.enum = try reader.required("enum")
            other = [:]
        }

        /// Writes the members.
        public func write(to writer: inout ObjectWriter) {
            writer.set("type", "string")
            writer.set("enum", self.enum)
        }
    }
}

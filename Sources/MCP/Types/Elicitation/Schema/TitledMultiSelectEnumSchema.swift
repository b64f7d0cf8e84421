public import JSONRPC

/// A choice of several values; each value has a title to be shown. Since 2025-11-25.
public struct TitledMultiSelectEnumSchema: JSONObjectConvertible {
    /// Its label.
    public var title: String?
    /// Its explanation.
    public var description: String?
    /// The least number of values to choose.
    public var minItems: Int?
    /// The greatest number of values to choose.
    public var maxItems: Int?
    /// The values with their titles.
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

extension TitledMultiSelectEnumSchema {
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

extension TitledMultiSelectEnumSchema {
    /// The values to choose from.
    public struct Items: JSONObjectConvertible {
        /// The values with their titles.
        public var anyOf: [EnumOption]
        /// Members that this version of the library does not know.
        public var other: JSONObject

        /// Lists values.
        public init(anyOf: [EnumOption], other: JSONObject = [:]) {
            self.anyOf = anyOf
            self.other = other
        }

        /// Reads the members.
        public init(from reader: inout ObjectReader) throws(DecodingFailure) {
            anyOf = try reader.required("anyOf")
            other = [:]
        }

        /// Writes the members.
        public func write(to writer: inout ObjectWriter) {
            writer.set("anyOf", anyOf)
        }
    }
}

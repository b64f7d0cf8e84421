public import JSONRPC

/// Something that can be filled into a prompt.
public struct PromptArgument: JSONObjectConvertible {
    /// What it is given by.
    public var name: String
    /// Its name for people. Since 2025-06-18.
    public var title: String?
    /// What it is for.
    public var description: String?
    /// Whether it must be given; nil means no.
    public var required: Bool?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates an argument.
    public init(
        name: String, title: String? = nil, description: String? = nil, required: Bool? = nil, other: JSONObject = [:]
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.required = required
        self.other = other
    }
}

extension PromptArgument {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        name = try reader.required("name")
        title = try reader.optional("title")
        description = try reader.optional("description")
        required = try reader.optional("required")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("name", name)
        writer.set("title", title)
        writer.set("description", description)
        writer.set("required", required)
    }
}

public import JSONRPC

/// A prompt that a server offers to users.
public struct Prompt: JSONObjectConvertible {
    /// What it is got by.
    public var name: String
    /// Its name for people. Since 2025-06-18.
    public var title: String?
    /// What it is for.
    public var description: String?
    /// What can be filled in.
    public var arguments: [PromptArgument]?
    /// Pictures of it. Since 2025-11-25.
    public var icons: [Icon]?
    /// More about it. Since 2025-06-18.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a prompt.
    public init(
        name: String, title: String? = nil, description: String? = nil, arguments: [PromptArgument]? = nil,
        icons: [Icon]? = nil, meta: JSONObject? = nil, other: JSONObject = [:]
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.arguments = arguments
        self.icons = icons
        self.meta = meta
        self.other = other
    }
}

extension Prompt {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        name = try reader.required("name")
        title = try reader.optional("title")
        description = try reader.optional("description")
        arguments = try reader.optional("arguments")
        icons = try reader.optional("icons")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("name", name)
        writer.set("title", title)
        writer.set("description", description)
        writer.set("arguments", arguments)
        writer.set("icons", icons)
        writer.set("_meta", meta)
    }
}

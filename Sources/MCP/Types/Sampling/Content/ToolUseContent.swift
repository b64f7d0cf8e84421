public import JSONRPC

/// The model's wish to call a tool. Since 2025-11-25.
public struct ToolUseContent: JSONObjectConvertible {
    /// Names the wish, for ``ToolResultContent/toolUseId``.
    public var id: String
    /// The name of the tool.
    public var name: String
    /// Its arguments.
    public var input: JSONObject
    /// More about it.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a wish.
    public init(id: String, name: String, input: JSONObject, meta: JSONObject? = nil, other: JSONObject = [:]) {
        self.id = id
        self.name = name
        self.input = input
        self.meta = meta
        self.other = other
    }
}

extension ToolUseContent {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "tool_use")
        id = try reader.required("id")
        name = try reader.required("name")
        input = try reader.required("input")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "tool_use")
        writer.set("id", id)
        writer.set("name", name)
        writer.set("input", input)
        writer.set("_meta", meta)
    }
}

public import JSONRPC

/// What came out of a call that the model wished for. Since 2025-11-25.
public struct ToolResultContent: JSONObjectConvertible {
    /// Which wish it answers.
    public var toolUseId: String
    /// What the tool said.
    public var content: [ContentBlock]
    /// The same as data; an object until 2025-11-25. Nil for none, which differs from `null`.
    public var structuredContent: JSONValue?
    /// Whether the tool failed; nil means no.
    public var isError: Bool?
    /// More about it.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates an answer to a wish.
    public init(
        toolUseId: String, content: [ContentBlock], structuredContent: JSONValue? = nil, isError: Bool? = nil,
        meta: JSONObject? = nil, other: JSONObject = [:]
    ) {
        self.toolUseId = toolUseId
        self.content = content
        self.structuredContent = structuredContent
        self.isError = isError
        self.meta = meta
        self.other = other
    }
}

extension ToolResultContent {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "tool_result")
        toolUseId = try reader.required("toolUseId")
        content = try reader.required("content")
        structuredContent = try reader.optional("structuredContent")
        isError = try reader.optional("isError")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "tool_result")
        writer.set("toolUseId", toolUseId)
        writer.set("content", content)
        writer.set("structuredContent", structuredContent)
        writer.set("isError", isError)
        writer.set("_meta", meta)
    }
}

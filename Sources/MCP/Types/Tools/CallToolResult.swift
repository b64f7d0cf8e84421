public import JSONRPC

/// What a tool has to say. A tool that failed says so here too, so that the model can read why.
public struct CallToolResult: ServerResult {
    /// What it says, for the model to read.
    public var content: [ContentBlock]
    /// The same as data. Since 2025-06-18; an object until 2025-11-25. Nil for none, which differs from `null`.
    public var structuredContent: JSONValue?
    /// Whether the tool failed; nil means no.
    public var isError: Bool?
    /// Whether the exchange is over. Since 2026-07-28.
    public var resultType: ResultType?
    /// What is said about the result.
    public var meta: ResultMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the result of a call.
    public init(
        content: [ContentBlock], structuredContent: JSONValue? = nil, isError: Bool? = nil,
        resultType: ResultType? = nil, meta: ResultMeta? = nil, other: JSONObject = [:]
    ) {
        self.content = content
        self.structuredContent = structuredContent
        self.isError = isError
        self.resultType = resultType
        self.meta = meta
        self.other = other
    }
}

extension CallToolResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        content = try reader.required("content")
        structuredContent = try reader.optional("structuredContent")
        isError = try reader.optional("isError")
        resultType = try reader.optional("resultType")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("content", content)
        writer.set("structuredContent", structuredContent)
        writer.set("isError", isError)
        writer.set("resultType", resultType)
        writer.set("_meta", meta)
    }
}

/// The message that holds what a tool has to say, or asks back.
public typealias CallToolResultResponse = JSONRPCResultResponse<ResultOrInputRequired<CallToolResult>>

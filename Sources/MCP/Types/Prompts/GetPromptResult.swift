public import JSONRPC

/// A prompt with its arguments filled in.
public struct GetPromptResult: ServerResult {
    /// The messages.
    public var messages: [PromptMessage]
    /// What the prompt is for.
    public var description: String?
    /// Whether the exchange is over. Since 2026-07-28.
    public var resultType: ResultType?
    /// What is said about the result.
    public var meta: ResultMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the result.
    public init(
        messages: [PromptMessage], description: String? = nil, resultType: ResultType? = nil, meta: ResultMeta? = nil,
        other: JSONObject = [:]
    ) {
        self.messages = messages
        self.description = description
        self.resultType = resultType
        self.meta = meta
        self.other = other
    }
}

extension GetPromptResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        messages = try reader.required("messages")
        description = try reader.optional("description")
        resultType = try reader.optional("resultType")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("messages", messages)
        writer.set("description", description)
        writer.set("resultType", resultType)
        writer.set("_meta", meta)
    }
}

/// The message that holds a prompt, or asks back.
public typealias GetPromptResultResponse = JSONRPCResultResponse<ResultOrInputRequired<GetPromptResult>>

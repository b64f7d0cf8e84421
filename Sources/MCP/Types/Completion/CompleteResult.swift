public import JSONRPC

/// The answer to the question how an argument can go on.
public struct CompleteResult: ServerResult {
    /// The ways.
    public var completion: Completion
    /// Whether the exchange is over. Since 2026-07-28.
    public var resultType: ResultType?
    /// What is said about the result.
    public var meta: ResultMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the result.
    public init(
        completion: Completion, resultType: ResultType? = nil, meta: ResultMeta? = nil, other: JSONObject = [:]
    ) {
        self.completion = completion
        self.resultType = resultType
        self.meta = meta
        self.other = other
    }
}

extension CompleteResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        completion = try reader.required("completion")
        resultType = try reader.optional("resultType")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("completion", completion)
        writer.set("resultType", resultType)
        writer.set("_meta", meta)
    }
}

/// The message that holds the ways in which an argument can go on.
public typealias CompleteResultResponse = JSONRPCResultResponse<CompleteResult>

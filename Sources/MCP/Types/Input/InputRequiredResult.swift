public import JSONRPC

/// Asks back: the server needs something before it can answer. Since 2026-07-28.
///
/// The client sends the same request again, under a new id, with its answers and the state. At least one of
/// ``inputRequests`` and ``requestState`` is there; without questions the client just tries again.
public struct InputRequiredResult: ServerResult {
    /// Always ``ResultType/inputRequired``.
    public var resultType: ResultType?
    /// The questions, by keys that the answers must have too.
    public var inputRequests: InputRequests?
    /// What the server wants back with the answers, as it is.
    public var requestState: String?
    /// What is said about the result.
    public var meta: ResultMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks back.
    public init(
        resultType: ResultType? = .inputRequired, inputRequests: InputRequests? = nil, requestState: String? = nil,
        meta: ResultMeta? = nil, other: JSONObject = [:]
    ) {
        self.resultType = resultType
        self.inputRequests = inputRequests
        self.requestState = requestState
        self.meta = meta
        self.other = other
    }
}

extension InputRequiredResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("resultType", ResultType.inputRequired.rawValue)
        resultType = .inputRequired
        inputRequests = try reader.optional("inputRequests")
        requestState = try reader.optional("requestState")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("resultType", resultType)
        writer.set("inputRequests", inputRequests)
        writer.set("requestState", requestState)
        writer.set("_meta", meta)
    }
}

public import JSONRPC

/// Tells that the server ends a subscription. Its ``meta`` names the subscription. Since 2026-07-28.
public struct SubscriptionsListenResult: ServerResult {
    /// Whether the exchange is over.
    public var resultType: ResultType?
    /// What is said about the result: which subscription ends.
    public var meta: ResultMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the result.
    public init(resultType: ResultType? = nil, meta: ResultMeta? = nil, other: JSONObject = [:]) {
        self.resultType = resultType
        self.meta = meta
        self.other = other
    }
}

extension SubscriptionsListenResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        resultType = try reader.optional("resultType")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("resultType", resultType)
        writer.set("_meta", meta)
    }
}

/// The message that tells that the server ends a subscription.
public typealias SubscriptionsListenResultResponse = JSONRPCResultResponse<SubscriptionsListenResult>

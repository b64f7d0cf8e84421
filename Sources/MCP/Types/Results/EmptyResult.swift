public import JSONRPC

/// A result that says nothing but that the method succeeded.
public struct EmptyResult: ServerResult {
    /// Whether the exchange is over. Since 2026-07-28.
    public var resultType: ResultType?
    /// What is said about the result.
    public var meta: ResultMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates an empty result.
    public init(resultType: ResultType? = nil, meta: ResultMeta? = nil, other: JSONObject = [:]) {
        self.resultType = resultType
        self.meta = meta
        self.other = other
    }
}

extension EmptyResult {
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

public import JSONRPC

/// The contents of a resource; several when it consists of parts.
public struct ReadResourceResult: CacheableResult {
    /// The contents.
    public var contents: [ResourceContents]
    /// Whether the exchange is over. Since 2026-07-28.
    public var resultType: ResultType?
    /// For how many milliseconds the contents stay fresh. Since 2026-07-28.
    public var ttlMs: Int?
    /// For whom the contents may be kept. Since 2026-07-28.
    public var cacheScope: CacheScope?
    /// What is said about the result.
    public var meta: ResultMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the result.
    public init(
        contents: [ResourceContents], resultType: ResultType? = nil, ttlMs: Int? = nil, cacheScope: CacheScope? = nil,
        meta: ResultMeta? = nil, other: JSONObject = [:]
    ) {
        self.contents = contents
        self.resultType = resultType
        self.ttlMs = ttlMs
        self.cacheScope = cacheScope
        self.meta = meta
        self.other = other
    }
}

extension ReadResourceResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        contents = try reader.required("contents")
        resultType = try reader.optional("resultType")
        ttlMs = try reader.optional("ttlMs")
        cacheScope = try reader.optional("cacheScope")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("contents", contents)
        writer.set("resultType", resultType)
        writer.set("ttlMs", ttlMs)
        writer.set("cacheScope", cacheScope)
        writer.set("_meta", meta)
    }
}

/// The message that holds the contents of a resource, or asks back.
public typealias ReadResourceResultResponse = JSONRPCResultResponse<ResultOrInputRequired<ReadResourceResult>>

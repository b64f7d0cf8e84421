public import JSONRPC

/// A page of the tools of a server.
public struct ListToolsResult: PaginatedResult {
    /// The tools, in an order that does not change without need.
    public var tools: [Tool]
    /// Where the next page begins; nil on the last page.
    public var nextCursor: String?
    /// Whether the exchange is over. Since 2026-07-28.
    public var resultType: ResultType?
    /// For how many milliseconds the page stays fresh. Since 2026-07-28.
    public var ttlMs: Int?
    /// For whom the page may be kept. Since 2026-07-28.
    public var cacheScope: CacheScope?
    /// What is said about the result.
    public var meta: ResultMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a page of tools.
    public init(
        tools: [Tool], nextCursor: String? = nil, resultType: ResultType? = nil, ttlMs: Int? = nil,
        cacheScope: CacheScope? = nil, meta: ResultMeta? = nil, other: JSONObject = [:]
    ) {
        self.tools = tools
        self.nextCursor = nextCursor
        self.resultType = resultType
        self.ttlMs = ttlMs
        self.cacheScope = cacheScope
        self.meta = meta
        self.other = other
    }
}

extension ListToolsResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        tools = try reader.required("tools")
        nextCursor = try reader.optional("nextCursor")
        resultType = try reader.optional("resultType")
        ttlMs = try reader.optional("ttlMs")
        cacheScope = try reader.optional("cacheScope")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("tools", tools)
        writer.set("nextCursor", nextCursor)
        writer.set("resultType", resultType)
        writer.set("ttlMs", ttlMs)
        writer.set("cacheScope", cacheScope)
        writer.set("_meta", meta)
    }
}

/// The message that holds a page of tools.
public typealias ListToolsResultResponse = JSONRPCResultResponse<ListToolsResult>

public import JSONRPC

/// What a server speaks and what it has to offer. Since 2026-07-28.
public struct DiscoverResult: CacheableResult {
    /// The revisions that the server speaks.
    public var supportedVersions: [ProtocolVersion]
    /// What it has to offer.
    public var capabilities: ServerCapabilities
    /// How to use it, for a model to read.
    public var instructions: String?
    /// Whether the exchange is over.
    public var resultType: ResultType?
    /// For how many milliseconds the answer stays fresh.
    public var ttlMs: Int?
    /// For whom the answer may be kept.
    public var cacheScope: CacheScope?
    /// What is said about the result: who the server is.
    public var meta: ResultMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the result.
    public init(
        supportedVersions: [ProtocolVersion], capabilities: ServerCapabilities, instructions: String? = nil,
        resultType: ResultType? = nil, ttlMs: Int? = nil, cacheScope: CacheScope? = nil, meta: ResultMeta? = nil,
        other: JSONObject = [:]
    ) {
        self.supportedVersions = supportedVersions
        self.capabilities = capabilities
        self.instructions = instructions
        self.resultType = resultType
        self.ttlMs = ttlMs
        self.cacheScope = cacheScope
        self.meta = meta
        self.other = other
    }
}

extension DiscoverResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        supportedVersions = try reader.required("supportedVersions")
        capabilities = try reader.required("capabilities")
        instructions = try reader.optional("instructions")
        resultType = try reader.optional("resultType")
        ttlMs = try reader.optional("ttlMs")
        cacheScope = try reader.optional("cacheScope")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("supportedVersions", supportedVersions)
        writer.set("capabilities", capabilities)
        writer.set("instructions", instructions)
        writer.set("resultType", resultType)
        writer.set("ttlMs", ttlMs)
        writer.set("cacheScope", cacheScope)
        writer.set("_meta", meta)
    }
}

/// The message that tells what a server speaks and what it has to offer.
public typealias DiscoverResultResponse = JSONRPCResultResponse<DiscoverResult>

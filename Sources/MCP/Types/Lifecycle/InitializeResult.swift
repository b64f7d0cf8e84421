public import JSONRPC

/// What a server says at the beginning of a session. Until 2025-11-25.
public struct InitializeResult: ServerResult {
    /// The revision of the session: the one the client named, or another one that the client may refuse.
    public var protocolVersion: ProtocolVersion
    /// What the server has to offer.
    public var capabilities: ServerCapabilities
    /// Who the server says it is.
    public var serverInfo: Implementation
    /// How to use it, for a model to read.
    public var instructions: String?
    /// Always nil in this era.
    public var resultType: ResultType?
    /// What is said about the result.
    public var meta: ResultMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the result.
    public init(
        protocolVersion: ProtocolVersion, capabilities: ServerCapabilities, serverInfo: Implementation,
        instructions: String? = nil, resultType: ResultType? = nil, meta: ResultMeta? = nil, other: JSONObject = [:]
    ) {
        self.protocolVersion = protocolVersion
        self.capabilities = capabilities
        self.serverInfo = serverInfo
        self.instructions = instructions
        self.resultType = resultType
        self.meta = meta
        self.other = other
    }
}

extension InitializeResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        protocolVersion = try reader.required("protocolVersion")
        capabilities = try reader.required("capabilities")
        serverInfo = try reader.required("serverInfo")
        instructions = try reader.optional("instructions")
        resultType = try reader.optional("resultType")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("protocolVersion", protocolVersion)
        writer.set("capabilities", capabilities)
        writer.set("serverInfo", serverInfo)
        writer.set("instructions", instructions)
        writer.set("resultType", resultType)
        writer.set("_meta", meta)
    }
}

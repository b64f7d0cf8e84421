public import JSONRPC

/// Begins a session. Until 2025-11-25; see ``DiscoverRequestParams``.
public struct InitializeRequestParams: RequestParams {
    /// What a successful answer holds.
    public typealias Result = InitializeResult
    /// The method `initialize`.
    public static let method = "initialize"

    /// The newest revision that the client speaks.
    public var protocolVersion: ProtocolVersion
    /// What the client can do.
    public var capabilities: ClientCapabilities
    /// Who the client says it is.
    public var clientInfo: Implementation
    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Begins a session.
    public init(
        protocolVersion: ProtocolVersion, capabilities: ClientCapabilities, clientInfo: Implementation,
        meta: RequestMeta? = nil, other: JSONObject = [:]
    ) {
        self.protocolVersion = protocolVersion
        self.capabilities = capabilities
        self.clientInfo = clientInfo
        self.meta = meta
        self.other = other
    }
}

extension InitializeRequestParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        protocolVersion = try reader.required("protocolVersion")
        capabilities = try reader.required("capabilities")
        clientInfo = try reader.required("clientInfo")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("protocolVersion", protocolVersion)
        writer.set("capabilities", capabilities)
        writer.set("clientInfo", clientInfo)
        writer.set("_meta", meta)
    }
}

/// The message that begins a session. Until 2025-11-25.
public typealias InitializeRequest = JSONRPCRequest<InitializeRequestParams>

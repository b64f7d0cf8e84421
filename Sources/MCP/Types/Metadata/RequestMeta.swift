public import JSONRPC

/// The `_meta` of a request.
///
/// Since 2026-07-28 every request says here which revision it speaks and what its sender can do; before, only
/// ``progressToken`` had a meaning.
public struct RequestMeta: JSONObjectConvertible {
    /// The revision of the request. Required since 2026-07-28.
    public var protocolVersion: ProtocolVersion?
    /// What the client can do during this request. Required since 2026-07-28.
    public var clientCapabilities: ClientCapabilities?
    /// Who the client says it is: for display and logs, never for decisions. Since 2026-07-28.
    public var clientInfo: Implementation?
    /// From which level on the client wants log messages during this request; nil for none. Since 2026-07-28.
    public var logLevel: LoggingLevel?
    /// With which token the client wants progress notifications; nil for none.
    public var progressToken: ProgressToken?
    /// The span of the sender (W3C Trace Context). Since 2026-07-28.
    public var traceparent: String?
    /// What tracing systems add to it (W3C Trace Context). Since 2026-07-28.
    public var tracestate: String?
    /// Properties that travel with the trace (W3C Baggage). Since 2026-07-28.
    public var baggage: String?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the `_meta` of a request.
    public init(
        protocolVersion: ProtocolVersion? = nil, clientCapabilities: ClientCapabilities? = nil,
        clientInfo: Implementation? = nil, logLevel: LoggingLevel? = nil, progressToken: ProgressToken? = nil,
        traceparent: String? = nil, tracestate: String? = nil, baggage: String? = nil, other: JSONObject = [:]
    ) {
        self.protocolVersion = protocolVersion
        self.clientCapabilities = clientCapabilities
        self.clientInfo = clientInfo
        self.logLevel = logLevel
        self.progressToken = progressToken
        self.traceparent = traceparent
        self.tracestate = tracestate
        self.baggage = baggage
        self.other = other
    }
}

extension RequestMeta {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        protocolVersion = try reader.optional(MetaKey.protocolVersion)
        clientCapabilities = try reader.optional(MetaKey.clientCapabilities)
        clientInfo = try reader.optional(MetaKey.clientInfo)
        logLevel = try reader.optional(MetaKey.logLevel)
        progressToken = try reader.optional(MetaKey.progressToken)
        traceparent = reader.tolerant(MetaKey.traceparent)
        tracestate = reader.tolerant(MetaKey.tracestate)
        baggage = reader.tolerant(MetaKey.baggage)
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set(MetaKey.protocolVersion, protocolVersion)
        writer.set(MetaKey.clientCapabilities, clientCapabilities)
        writer.set(MetaKey.clientInfo, clientInfo)
        writer.set(MetaKey.logLevel, logLevel)
        writer.set(MetaKey.progressToken, progressToken)
        writer.set(MetaKey.traceparent, traceparent)
        writer.set(MetaKey.tracestate, tracestate)
        writer.set(MetaKey.baggage, baggage)
    }
}

extension RequestMeta {
    /// Makes sure that the members are there which the modern era requires of every request.
    ///
    /// - Throws: ``DecodingFailure`` naming the member that is missing.
    public func checkRequired() throws(DecodingFailure) {
        let missing = DecodingFailure(expected: "the member", found: nil)
        if protocolVersion == nil { throw missing.within(MetaKey.protocolVersion) }
        if clientCapabilities == nil { throw missing.within(MetaKey.clientCapabilities) }
    }
}

import JSONRPC

/// Tells for one request which era it belongs to: `_meta` first, the method second.
///
/// Both eras may be spoken on one connection, message by message.
enum RequestClass: Hashable, Sendable {
    /// Carries its own protocol version: to be answered by itself.
    case modern(RequestMeta)
    /// Belongs to the handshake of its connection.
    case legacy(RequestMeta)

    /// Classifies a request and checks what its era demands before the method is looked at.
    ///
    /// - Throws: ``RPCError`` -32602 for `_meta` that is incomplete or malformed, and for a request that belongs to no
    ///   era because there was no handshake; -32022 for a version that this library does not speak that way.
    init(method: String, params: JSONObject?, lifecycle: LegacyLifecycle) throws(RPCError) {
        let meta = try Self.meta(params)
        if meta.claimsModernEra {
            try Self.checkModern(meta.decoded)
            self = .modern(meta.decoded)
        } else if lifecycle.permits(method) {
            self = .legacy(meta.decoded)
        } else {
            throw .invalidParams(
                "\(method) needs \(MetaKey.protocolVersion) and \(MetaKey.clientCapabilities) in _meta, "
                    + "or a connection opened with initialize")
        }
    }

    private static func meta(_ params: JSONObject?) throws(RPCError) -> (decoded: RequestMeta, claimsModernEra: Bool) {
        guard let json = params?["_meta"] else { return (RequestMeta(), false) }
        let claimsModernEra = json[MetaKey.protocolVersion] != nil || json[MetaKey.clientCapabilities] != nil
        do { return (try RequestMeta(json: json), claimsModernEra) } catch {
            throw .invalidParams(error.within("_meta").within("params"))
        }
    }

    private static func checkModern(_ meta: RequestMeta) throws(RPCError) {
        do { try meta.checkRequired() } catch { throw .invalidParams(error.within("_meta").within("params")) }
        guard let version = meta.protocolVersion, ProtocolVersion.supportedModern.contains(version) else {
            throw .unsupportedProtocolVersion(
                meta.protocolVersion ?? .latest, supported: ProtocolVersion.supportedModern)
        }
    }
}

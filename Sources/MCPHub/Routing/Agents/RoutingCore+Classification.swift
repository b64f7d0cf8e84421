import JSONRPC
import MCP
import NIOCore

/// Tells for one request which era it belongs to: `_meta` first, the method second. Both may come on one connection.
extension RoutingCore {
    /// Classifies a request, and checks what its era demands before the method is looked at.
    ///
    /// - Throws: ``RPCError`` -32602 for `_meta` that is incomplete or malformed, and for a request that belongs to no
    ///   era because there was no handshake; -32022 for a revision that the hub does not speak that way.
    mutating func classify(
        _ line: ByteBuffer, _ envelope: Envelope, _ id: RequestID, _ agent: AgentID
    ) throws(RPCError) -> AgentRequest {
        if envelope[.metaProtocolVersion] != nil || envelope[.metaClientCapabilities] != nil {
            let capabilities = try modernCapabilities(line, envelope, agent)
            return AgentRequest(
                agent: agent, id: id, line: line, envelope: envelope, version: .latest, capabilities: capabilities)
        }
        try checkMeta(line, envelope)
        let method = envelope.string(.method, in: line.readableBytesUInt8Span) ?? ""
        guard let session = agents[agent], session.lifecycle.permits(method) else {
            throw .invalidParams(
                "\(method) needs \(MetaKey.protocolVersion) and \(MetaKey.clientCapabilities) in _meta, "
                    + "or a connection opened with initialize")
        }
        return AgentRequest(
            agent: agent, id: id, line: line, envelope: envelope,
            version: session.lifecycle.agreement?.protocolVersion ?? .latestLegacy,
            capabilities: session.handshakeCapabilities ?? nobody)
    }

    private mutating func modernCapabilities(
        _ line: ByteBuffer, _ envelope: Envelope, _ agent: AgentID
    ) throws(RPCError) -> AgentCapabilities {
        let bytes = line.readableBytesUInt8Span
        guard envelope.holds("2026-07-28", at: .metaProtocolVersion, in: bytes),
            let place = envelope[.metaClientCapabilities]
        else { throw modernProblem(line, envelope) }
        let written = bytes.extracting(place.range)
        if let known = knownCapabilities.capabilities(of: written) { return known }
        do {
            let declared = try ClientCapabilities(json: try JSONValue(parsing: written))
            let capabilities = AgentCapabilities(declared, hub: identity)
            knownCapabilities.remember(capabilities, of: written)
            return capabilities
        } catch {
            throw .invalidParams("params._meta.\(MetaKey.clientCapabilities) cannot be read: \(error)")
        }
    }

    private func modernProblem(_ line: ByteBuffer, _ envelope: Envelope) -> RPCError {
        let bytes = line.readableBytesUInt8Span
        for (field, key) in [
            (EnvelopeField.metaProtocolVersion, MetaKey.protocolVersion),
            (.metaClientCapabilities, MetaKey.clientCapabilities),
        ] where envelope[field] == nil {
            return .invalidParams("params._meta.\(key) is missing")
        }
        guard let version = envelope.string(.metaProtocolVersion, in: bytes) else {
            return .invalidParams("params._meta.\(MetaKey.protocolVersion) is no text")
        }
        return .unsupportedProtocolVersion(
            ProtocolVersion(rawValue: version), supported: ProtocolVersion.supportedModern)
    }

    private func checkMeta(_ line: ByteBuffer, _ envelope: Envelope) throws(RPCError) {
        guard let place = envelope[.paramsMeta] else { return }
        guard line.readableBytesUInt8Span[place.start] == UInt8(ascii: "{") else {
            throw .invalidParams("params._meta is no object")
        }
    }
}

package import JSONRPC

/// The handshake of one connection as a value: whether it has happened, and what was agreed.
///
/// Modern requests need no handshake and never touch this.
package enum LegacyLifecycle: Hashable, Sendable {
    /// No `initialize` yet: only it and `ping` are answered.
    case uninitialized
    /// `initialize` was answered; `notifications/initialized` has not come.
    case initializing(Agreement)
    /// In operation.
    case ready(Agreement)

    /// What the handshake settled.
    package struct Agreement: Hashable, Sendable {
        package let protocolVersion: ProtocolVersion
        package let capabilities: ClientCapabilities
        package let clientInfo: Implementation
    }

    /// What was agreed, once it was.
    package var agreement: Agreement? {
        switch self {
        case .uninitialized: nil
        case .initializing(let agreement), .ready(let agreement): agreement
        }
    }

    /// Answers `initialize`: the version asked for if it has a handshake and is known, else the newest that does.
    ///
    /// - Throws: ``RPCError`` -32600 when the handshake has already happened.
    package mutating func initialize(_ params: InitializeRequestParams) throws(RPCError) -> ProtocolVersion {
        guard case .uninitialized = self else { throw .invalidRequest("This connection is already initialized") }
        let isKnown = ProtocolVersion.supportedLegacy.contains(params.protocolVersion)
        let version = isKnown ? params.protocolVersion : .latestLegacy
        self = .initializing(
            Agreement(protocolVersion: version, capabilities: params.capabilities, clientInfo: params.clientInfo))
        return version
    }

    /// Takes note of `notifications/initialized`; out of place it changes nothing.
    package mutating func initialized() {
        if case .initializing(let agreement) = self { self = .ready(agreement) }
    }

    /// Whether a request of this method may be answered now.
    ///
    /// A client may send its first requests together with `notifications/initialized`, and some send none: what counts
    /// is that versions are agreed.
    package func permits(_ method: String) -> Bool {
        agreement != nil || method == InitializeRequestParams.method || method == PingRequestParams.method
    }
}

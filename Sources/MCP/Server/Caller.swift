/// Who sent a request, as far as it matters to what is done for it.
public struct Caller: Hashable, Sendable {
    /// The revision in which the caller is answered.
    public var protocolVersion: ProtocolVersion
    /// What the caller can be asked while its request runs.
    public var capabilities: ClientCapabilities
    /// What the caller says it is: for logs only, never for decisions.
    public var clientInfo: Implementation?
    /// The verified identity of the caller, where the transport knows one; nil on a pipe, which has one owner.
    public var principal: String?

    /// Describes a caller.
    public init(
        protocolVersion: ProtocolVersion = .latest, capabilities: ClientCapabilities = ClientCapabilities(),
        clientInfo: Implementation? = nil, principal: String? = nil
    ) {
        self.protocolVersion = protocolVersion
        self.capabilities = capabilities
        self.clientInfo = clientInfo
        self.principal = principal
    }
}

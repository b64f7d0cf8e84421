/// Who may use the hub over the network, and what of it: what stands at `hub.access`.
public struct AccessSettings: Hashable, Sendable {
    /// How callers show who they are.
    public enum Mode: String, CaseIterable, Sendable {
        /// Not at all: for a hub that only this machine reaches.
        case none
        /// By a token of `mcphub token create`.
        case token
        /// By a signed token of somebody else's.
        case jwt
    }

    /// Whose signed tokens are accepted.
    public struct JWT: Hashable, Sendable {
        /// Who must have issued a token; nil for anybody who has the secret or a key.
        public var issuer: String?
        /// Whom it must be meant for; nil for the address of the hub.
        public var audience: String?
        /// The secret of HS256; nil where tokens are signed with keys.
        public var secret: Template?
        /// The file or address of the issuer's public keys (a JSON Web Key Set).
        public var keys: Template?
        /// The claim that names the principal.
        public var principalClaim = "sub"
        /// The claim that lists departments; see ``AgentIdentity/departments``.
        public var departmentsClaim = "departments"

        /// Accepts nothing yet.
        public init() {}
    }

    /// How callers show who they are; nil for no decision: everybody on this machine, nobody else.
    public var mode: Mode?
    /// Whether a hub that asks nobody who they are may be reached from other machines.
    public var allowsStrangers = false
    /// Whose signed tokens are accepted.
    public var jwt = JWT()
    /// What each scope allows; nil where every caller that is known may do everything.
    public var scopes: [String: ToolAccess.Grant]?

    /// The settings of a hub whose configuration has no `access`.
    public init() {}

    /// What a caller with these scopes may see and use.
    public func access(of held: Set<String>) -> ToolAccess {
        guard let scopes else { return .everything }
        return ToolAccess(grants: scopes.filter { held.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value))
    }

    /// The scopes that would allow to use something, for a caller to ask for.
    public func scopes(for name: String, of server: String?) -> [String] {
        (scopes ?? [:]).filter { $0.value.covers(name, of: server) }.keys.sorted()
    }
}

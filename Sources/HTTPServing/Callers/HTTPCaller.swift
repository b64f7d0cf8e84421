/// Whom a request was made for, as its credentials say.
public struct HTTPCaller: Hashable, Sendable {
    /// Who it is. What belongs to one principal is never shown to another.
    public var principal: String
    /// What the credentials allow, in names that the owner of the server gives a meaning.
    public var scopes: Set<String>
    /// Patterns for the only tools that they allow; nil for no such bound.
    public var tools: [String]?
    /// The only departments whose costs they show; nil for all.
    public var departments: Set<String>?
    /// The one part of what is served that was asked for, as in `/mcp/{view}`.
    public var view: String?
    /// When the credentials end, in seconds since 1970; nil for never.
    public var expires: Int64?

    /// Describes a caller.
    public init(
        principal: String, scopes: Set<String> = [], tools: [String]? = nil, departments: Set<String>? = nil,
        expires: Int64? = nil
    ) {
        self.principal = principal
        self.scopes = scopes
        self.tools = tools
        self.departments = departments
        self.expires = expires
    }
}

/// Finds out whom a request was made for.
public protocol Authenticator: Sendable {
    /// The caller whose token this is, if that can be told at once.
    ///
    /// - Parameter token: what stands behind `Bearer`; nil when there is nothing.
    func known(_ token: String?) -> AuthenticationOutcome?

    /// The same, when it takes time.
    func authenticate(_ token: String?) async -> AuthenticationOutcome
}

/// What has become of credentials.
public enum AuthenticationOutcome: Sendable {
    /// They are good.
    case caller(HTTPCaller)
    /// There are none, and some are needed.
    case missing
    /// They are not good, for a reason that may be told.
    case invalid(String)
}

/// Lets everybody in as one and the same principal: for servers that only this machine reaches.
public struct OpenDoor: Authenticator {
    private let caller: HTTPCaller

    /// Lets everybody in as `principal`.
    public init(principal: String = "local") {
        caller = HTTPCaller(principal: principal)
    }

    /// The same caller for whoever asks.
    public func known(_ token: String?) -> AuthenticationOutcome? { .caller(caller) }
    /// The same caller for whoever asks.
    public func authenticate(_ token: String?) async -> AuthenticationOutcome { .caller(caller) }
}

import HTTPTypes

extension HTTPField.Name {
    /// Carries the caller from the front door to the routes behind it. Never taken from outside.
    static let caller = Self(FieldName.caller) ?? .expect
    /// Carries which exchange a request is; see ``HangUps``.
    static let exchange = Self(FieldName.exchange) ?? .expect
}

/// The names of fields that are written here, and that NIO does not name.
enum FieldName {
    /// Carries the caller from the front door to the routes behind it. Never taken from outside.
    static let caller = "Mcphub-Caller"
    /// Carries which exchange a request is. Never taken from outside.
    static let exchange = "Mcphub-Exchange"
    static let requestID = "X-Request-Id"
    static let sessionID = "Mcp-Session-Id"
    static let exposed =
        "Mcp-Session-Id, MCP-Protocol-Version, X-Request-Id, RateLimit-Limit, RateLimit-Remaining, "
        + "RateLimit-Reset, Retry-After, WWW-Authenticate, Location, Link, ETag"
}

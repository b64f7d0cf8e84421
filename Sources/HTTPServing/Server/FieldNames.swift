import HTTPTypes

extension HTTPField.Name {
    static let mcpProtocolVersion = named("MCP-Protocol-Version")
    static let mcpSessionID = named("Mcp-Session-Id")
    static let mcpMethod = named("Mcp-Method")
    static let mcpName = named("Mcp-Name")
    static let lastEventID = named("Last-Event-ID")
    static let requestID = named("X-Request-Id")
    static let accelBuffering = named("X-Accel-Buffering")
    static let rateLimit = named("RateLimit-Limit")
    static let rateRemaining = named("RateLimit-Remaining")
    static let rateReset = named("RateLimit-Reset")
    static let referrerPolicy = named("Referrer-Policy")
    /// Carries the caller from the front door to the routes behind it. Never taken from outside.
    static let caller = named("Mcphub-Caller")

    /// A name that is known to be one.
    static func named(_ text: String) -> Self { Self(text) ?? .expect }
}

extension HTTPRequest {
    /// The path without the query.
    var pathOnly: Substring { (path ?? "/").prefix { $0 != "?" } }

    /// What stands behind the question mark; nil when there is none.
    var query: Substring? {
        guard let path, let mark = path.firstIndex(of: "?") else { return nil }
        return path[path.index(after: mark)...]
    }

    /// The value of a field that may stand there once.
    ///
    /// - Throws: ``RepeatedField`` when it stands there more often.
    func only(_ name: HTTPField.Name) throws(RepeatedField) -> String? {
        let values = headerFields[values: name]
        guard values.count <= 1 else { throw RepeatedField(name: name) }
        return values.first
    }
}

/// A field that may stand in a request once stands there several times.
struct RepeatedField: Error {
    let name: HTTPField.Name
}

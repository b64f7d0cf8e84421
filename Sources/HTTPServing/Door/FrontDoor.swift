public import HTTPTypes
import JSONRPC
import Locking
import NIOHTTP1

/// What every request passes before anything else sees it: one for all connections of a server.
public struct FrontDoor: Sendable {
    /// From where requests may come.
    public var site: SitePolicy
    /// Who they are made for.
    public var authenticator: any Authenticator
    /// How many a principal may make; nil for no bound.
    public var limiter: RateLimiter?
    /// Paths that need no credentials, such as `/health`.
    public var openPaths: Set<String>
    /// The address that agents know, without a path, such as `https://hub.example.com`; nil for that of the request.
    public var publicURL: String?
    /// Scopes that callers may ask for, told with a refusal.
    public var scopes: [String]
    /// Whether credentials are asked for.
    public var asksForCredentials: Bool
    /// Who issues the tokens that are accepted; nil for nobody else.
    public var issuer: String?
    /// Whose a ticket is, that stands in the query of ``ticketPaths`` in place of credentials; nil for nobody's. A
    /// ticket is good once: browsers cannot send credentials with everything.
    public var ticketHolder: @Sendable (String) -> HTTPCaller? = { _ in nil }
    /// The paths that let in with a ticket.
    public var ticketPaths: Set<String> = []
    /// Tells the routes behind when clients are gone before they have their answers.
    public var hangUps: HangUps?
    /// Told of every request that has been answered.
    public var onRequest: @Sendable (RequestRecord) -> Void

    /// Puts a front door together.
    public init(
        site: SitePolicy = SitePolicy(), authenticator: any Authenticator = OpenDoor(), limiter: RateLimiter? = nil,
        openPaths: Set<String> = [], publicURL: String? = nil, scopes: [String] = [], asksForCredentials: Bool = false,
        onRequest: @escaping @Sendable (RequestRecord) -> Void = { _ in }
    ) {
        self.site = site
        self.authenticator = authenticator
        self.limiter = limiter
        self.openPaths = openPaths
        self.publicURL = publicURL
        self.scopes = scopes
        self.asksForCredentials = asksForCredentials
        self.onRequest = onRequest
    }
}

/// How one request went, for the access log and the metrics. Holds no query and no credentials.
public struct RequestRecord: Sendable {
    /// The id that the answer carries.
    public let id: String
    /// Whom it was made for; nil when that was not known.
    public let principal: String?
    /// `GET`, `POST` and so on.
    public let method: String
    /// The path without the query.
    public let path: String
    /// The status of the answer; 499 when the client was gone before there was one.
    public let status: Int
    /// From its header to the end of the answer.
    public let duration: Duration
}

extension FrontDoor {
    /// Refuses what may not come in, whoever it is from.
    func refusal(of head: RequestHead, _ limits: ServerLimits) -> PlainAnswer? {
        guard site.admits(host: head[.host]) else {
            return PlainAnswer(.forbidden, "The server is not known by the name in Host; see hub.http.allowedHosts.")
        }
        guard site.admits(origin: head[.origin]) else {
            return PlainAnswer(.forbidden, "Pages of this Origin may not use it; see hub.http.allowedOrigins.")
        }
        if let query = head.query, Self.hasToken(query) {
            return PlainAnswer(
                .badRequest, "A token does not belong into an address. Send it as: Authorization: Bearer …")
        }
        return nil
    }

    /// Whether somebody has put credentials where logs and histories keep them.
    private static func hasToken(_ query: Substring) -> Bool {
        query.split(separator: "&").contains { pair in
            ["access_token", "token", "bearer_token", "api_key", "apikey"]
                .contains(pair.prefix { $0 != "=" }.lowercased())
        }
    }

    /// Whom the ticket of a request lets in; nil when it has none that is good.
    func ticketHolder(of head: RequestHead, _ path: String) -> HTTPCaller? {
        guard ticketPaths.contains(path), let query = head.query,
            let ticket = query.split(separator: "&").first(where: { $0.hasPrefix("ticket=") })
        else { return nil }
        return ticketHolder(String(ticket.dropFirst(7)))
    }

    /// The token of the request; nil when it has none.
    static func token(of head: RequestHead) -> String? {
        guard let value = head[.authorization], value.utf8.count > 7,
            value.prefix(7).lowercased() == "bearer "
        else { return nil }
        return String(value.dropFirst(7)).trimmed
    }

    /// The answer to a request whose credentials are missing or no good (RFC 6750, RFC 9728).
    func challenge(_ head: RequestHead, invalid reason: String?) -> PlainAnswer {
        var answer = PlainAnswer(
            .unauthorized, reason ?? "Credentials are needed. Send them as: Authorization: Bearer …")
        var parts = ["resource_metadata=\"\(metadataURL(head))\""]
        if reason != nil { parts.insert("error=\"invalid_token\"", at: 0) }
        if !scopes.isEmpty { parts.append("scope=\"\(scopes.joined(separator: " "))\"") }
        answer.fields.add(name: "WWW-Authenticate", value: "Bearer " + parts.joined(separator: ", "))
        return answer
    }

    /// The challenge that tells which scopes are missing.
    func insufficientScope(_ head: RequestHead, _ scopes: [String]) -> String {
        "Bearer error=\"insufficient_scope\", scope=\"\(scopes.joined(separator: " "))\", "
            + "resource_metadata=\"\(metadataURL(head))\""
    }

    /// Where the protected resource describes itself.
    private func metadataURL(_ head: RequestHead) -> String {
        let path = head.path.hasPrefix("/mcp") ? String(head.path) : ""
        return base(scheme: head.isEncrypted ? "https" : "http", authority: head[.host])
            + "/.well-known/oauth-protected-resource" + path
    }

    /// The address of the server as the client knows it.
    public func base(_ head: HTTPRequest) -> String {
        base(scheme: head.scheme ?? "http", authority: head.authority)
    }

    private func base(scheme: String, authority: String?) -> String {
        publicURL ?? "\(scheme)://\(authority ?? "localhost")"
    }
}

extension String {
    /// Without spaces and tabs at its ends.
    var trimmed: String {
        var text = self[...]
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}

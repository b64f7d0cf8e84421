import JSONRPC
import JWTKit
import Locking
import MCP

/// Knows callers by signed tokens (JSON Web Tokens, RFC 7519, as RFC 9068 and the MCP authorization specification use
/// them): signature, expiry, not-before, issuer and audience are all checked.
public final class JWTAuthenticator: Authenticator {
    /// What has to be in a token, and what is read from it.
    public struct Rules: Hashable, Sendable {
        /// Who must have issued it; nil for anybody whose signature is good.
        public var issuer: String?
        /// Whom it must be meant for; one of these.
        public var audiences: [String]
        /// The claim that names the principal.
        public var principalClaim: String
        /// The claim that lists departments.
        public var departmentsClaim: String

        /// Puts rules together.
        public init(
            issuer: String?, audiences: [String], principalClaim: String = "sub",
            departmentsClaim: String = "departments"
        ) {
            self.issuer = issuer
            self.audiences = audiences
            self.principalClaim = principalClaim
            self.departmentsClaim = departmentsClaim
        }
    }

    /// What tokens are signed with.
    public enum Keys: Sendable {
        /// A secret that both sides know (HS256).
        case secret(String)
        /// Public keys (RS256, ES256, EdDSA) as a JSON Web Key Set, fetched anew when a token names one that is not
        /// there, at most once in a while.
        case set(@Sendable () async throws -> String)
    }

    private struct Cache {
        var keys: JWTKeyCollection?
        var fetchedAt: Duration?
        var callers: [String: (caller: HTTPCaller, expires: Int64)] = [:]
    }

    private let rules: Rules
    private let keys: Keys
    private let wallSeconds: @Sendable () -> Int64
    private let uptime: @Sendable () -> Duration
    private let cache = Locked(Cache())

    /// How far clocks may be apart.
    private static let leeway: Int64 = 30
    /// How soon keys may be fetched again.
    private static let refetchTime = Duration.seconds(30)
    private static let (maximumCallers, maximumTokenBytes) = (4_096, 16 << 10)

    /// - Parameter wallSeconds: seconds since 1970.
    public init(
        rules: Rules, keys: Keys, wallSeconds: @escaping @Sendable () -> Int64,
        uptime: @escaping @Sendable () -> Duration = RateLimiter.uptime()
    ) {
        self.rules = rules
        self.keys = keys
        self.wallSeconds = wallSeconds
        self.uptime = uptime
    }

    /// The caller of a token that was checked before and has not expired since.
    public func known(_ token: String?) -> AuthenticationOutcome? {
        guard let token else { return .missing }
        guard token.utf8.count <= Self.maximumTokenBytes else { return .invalid("This token is too long.") }
        let now = wallSeconds()
        return cache.withLock { cache in
            guard let known = cache.callers[token], known.expires > now else {
                cache.callers[token] = nil
                return nil
            }
            return .caller(known.caller)
        }
    }

    /// Checks a token.
    public func authenticate(_ token: String?) async -> AuthenticationOutcome {
        guard let token else { return .missing }
        do {
            let claims = try await verified(token)
            let caller = try self.caller(claims)
            remember(caller, token)
            return .caller(caller)
        } catch let refusal as TokenRefusal {
            return .invalid(refusal.description)
        } catch {
            return .invalid("The signature of this token cannot be verified.")
        }
    }

    private func remember(_ caller: HTTPCaller, _ token: String) {
        guard let expires = caller.expires else { return }
        cache.withLock { cache in
            if cache.callers.count >= Self.maximumCallers { cache.callers = [:] }
            cache.callers[token] = (caller, expires)
        }
    }

    /// The algorithm that a token names has to be one that was agreed, whatever its signature is good for (RFC 8725
    /// section 3.1).
    private func checkAlgorithm(_ token: String) throws {
        var header = token.prefix { $0 != "." }.replacing("-", with: "+").replacing("_", with: "/")
        while !header.utf8.count.isMultiple(of: 4) { header += "=" }
        let json = Base64Text.decode(Array(header.utf8)).flatMap { try? JSONValue(parsing: $0.span) }
        let agreed: Set<String>
        switch keys {
        case .secret: agreed = ["HS256"]
        case .set: agreed = ["RS256", "ES256", "EdDSA"]
        }
        guard agreed.contains(json?["alg"]?.string ?? "") else {
            throw TokenRefusal("This token is not signed as agreed.")
        }
    }

    private func verified(_ token: String) async throws -> ClaimSet {
        try checkAlgorithm(token)
        let collection = try await collection(isStale: false)
        do { return try await collection.verify(token, as: ClaimSet.self) } catch {
            guard case .set = keys, let newer = try await refetched() else { throw error }
            return try await newer.verify(token, as: ClaimSet.self)
        }
    }

    private func collection(isStale: Bool) async throws -> JWTKeyCollection {
        if !isStale, let keys = cache.withLock(\.keys) { return keys }
        let collection = JWTKeyCollection()
        switch keys {
        case .secret(let secret): await collection.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        case .set(let fetch): try await collection.add(jwksJSON: try await fetch())
        }
        cache.withLock { cache in
            cache.keys = collection
            cache.fetchedAt = uptime()
        }
        return collection
    }

    /// The keys as they are now; nil when they were fetched a moment ago.
    private func refetched() async throws -> JWTKeyCollection? {
        let mayFetch = cache.withLock { cache in
            let isDue = cache.fetchedAt.map { uptime() - $0 >= Self.refetchTime } ?? true
            if isDue { cache.fetchedAt = uptime() }
            return isDue
        }
        return mayFetch ? try await collection(isStale: true) : nil
    }

    private func caller(_ claims: ClaimSet) throws -> HTTPCaller {
        let object = claims.claims
        let now = wallSeconds()
        guard let expires = object["exp"]?.seconds else { throw TokenRefusal("This token never expires.") }
        guard expires + Self.leeway > now else { throw TokenRefusal("This token has expired.") }
        if let notBefore = object["nbf"]?.seconds, notBefore - Self.leeway > now {
            throw TokenRefusal("This token is not valid yet.")
        }
        if let issuer = rules.issuer, object["iss"]?.string != issuer {
            throw TokenRefusal("This token was issued by somebody else.")
        }
        let audiences = object["aud"]?.string.map { [$0] } ?? object["aud"]?.texts ?? []
        guard rules.audiences.contains(where: audiences.contains) else {
            throw TokenRefusal("This token is meant for somebody else.")
        }
        guard let principal = object[rules.principalClaim]?.string, !principal.isEmpty else {
            throw TokenRefusal("This token names nobody.")
        }
        let scopes = object["scope"]?.string?.split(separator: " ").map(String.init) ?? object["scp"]?.texts ?? []
        let departments = object[rules.departmentsClaim].map { Set($0.texts ?? $0.string.map { [$0] } ?? []) }
        return HTTPCaller(
            principal: principal, scopes: Set(scopes), departments: departments, expires: expires + Self.leeway)
    }
}

/// Why a token is refused although its signature is good.
private struct TokenRefusal: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// All claims of a token as they are written. Nothing is checked while they are read.
private struct ClaimSet: JWTPayload {
    let claims: JSONObject

    init(from decoder: any Decoder) throws {
        claims = try LooseJSON(from: decoder).value.object ?? [:]
    }

    func encode(to encoder: any Encoder) throws {}
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// JSON of any shape, as far as claims need it.
private struct LooseJSON: Decodable {
    let value: JSONValue

    init(from decoder: any Decoder) throws {
        if let object = try? [String: LooseJSON](from: decoder) {
            var members = JSONObject()
            for (key, member) in object { members[key] = member.value }
            value = .object(members)
        } else if let array = try? [LooseJSON](from: decoder) {
            value = .array(array.map(\.value))
        } else {
            let single = try decoder.singleValueContainer()
            if let text = try? single.decode(String.self) {
                value = .string(text)
            } else if let flag = try? single.decode(Bool.self) {
                value = .bool(flag)
            } else if let number = try? single.decode(Double.self) {
                value = JSONNumber(number).map { .number($0) } ?? .null
            } else {
                value = .null
            }
        }
    }
}

extension JSONValue {
    fileprivate var texts: [String]? { array?.compactMap(\.string) }

    fileprivate var seconds: Int64? {
        guard let number else { return nil }
        return Int64(exactly: number.double.rounded(.down))
    }
}

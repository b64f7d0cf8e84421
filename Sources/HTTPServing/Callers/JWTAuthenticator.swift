import JSONRPC
import JWTKit
import Locking

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
        /// Public keys (RS256, ES256, EdDSA), fetched again when the document has become old, or when a token names a
        /// key that is not there, but that at most once in a while.
        case set(@Sendable () async throws -> KeyDocument)
    }

    private struct Memory {
        var callers: [String: (caller: HTTPCaller, expires: Int64)] = [:]
        /// With which keys they were checked, and until when nobody has to look whether these are still good.
        var generation = 0
        var freshUntil = Duration.zero
    }

    private let rules: Rules
    private let ring: KeyRing
    private let wallSeconds: @Sendable () -> Int64
    private let uptime: @Sendable () -> Duration
    private let memory = Locked(Memory())

    /// How far clocks may be apart.
    private static let leeway: Int64 = 30
    private static let (maximumCallers, maximumTokenBytes) = (4_096, 16 << 10)

    /// - Parameters:
    ///   - refetchTime: how soon keys may be fetched again because a token names one that is not there, or because
    ///     they could not be fetched.
    ///   - wallSeconds: seconds since 1970.
    public init(
        rules: Rules, keys: Keys, refetchTime: Duration = .seconds(30), wallSeconds: @escaping @Sendable () -> Int64,
        uptime: @escaping @Sendable () -> Duration = RateLimiter.uptime()
    ) {
        self.rules = rules
        self.wallSeconds = wallSeconds
        self.uptime = uptime
        ring = KeyRing(keys, refetchTime: refetchTime, uptime: uptime)
    }

    /// The caller of a token that was checked before and has not expired since.
    public func known(_ token: String?) -> AuthenticationOutcome? {
        guard let token else { return .missing }
        guard token.utf8.count <= Self.maximumTokenBytes else { return .invalid("This token is too long.") }
        let uptime = uptime()
        return memory.withLock { $0.freshUntil > uptime } ? remembered(token) : nil
    }

    /// Checks a token.
    public func authenticate(_ token: String?) async -> AuthenticationOutcome {
        guard let token else { return .missing }
        do {
            let keys = try await ring.current()
            adopt(keys)
            if let outcome = remembered(token) { return outcome }
            let header = try TokenHeader(token, agreed: ring.algorithms)
            let claims = try await verified(token, header, keys)
            let caller = try self.caller(claims)
            remember(caller, token)
            return .caller(caller)
        } catch let refusal as TokenRefusal {
            return .invalid(refusal.description)
        } catch {
            return .invalid("The signature of this token cannot be verified.")
        }
    }

    private func verified(_ token: String, _ header: TokenHeader, _ keys: KeySet) async throws -> ClaimSet {
        do { return try await keys.verify(token, header) } catch {
            guard let newer = await ring.newer(than: keys) else { throw error }
            adopt(newer)
            return try await newer.verify(token, header)
        }
    }

    // MARK: What was checked before

    /// Forgets what was checked with other keys: one of these may be gone.
    private func adopt(_ keys: KeySet) {
        memory.withLock { memory in
            guard keys.generation >= memory.generation else { return }
            if keys.generation != memory.generation { memory.callers = [:] }
            memory.generation = keys.generation
            memory.freshUntil = keys.freshUntil
        }
    }

    private func remembered(_ token: String) -> AuthenticationOutcome? {
        let now = wallSeconds()
        return memory.withLock { memory in
            guard let known = memory.callers[token], known.expires > now else {
                memory.callers[token] = nil
                return nil
            }
            return .caller(known.caller)
        }
    }

    private func remember(_ caller: HTTPCaller, _ token: String) {
        guard let expires = caller.expires else { return }
        memory.withLock { memory in
            if memory.callers.count >= Self.maximumCallers { memory.callers = [:] }
            memory.callers[token] = (caller, expires)
        }
    }

    // MARK: Claims

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

/// Why a token is refused whatever its signature is good for.
struct TokenRefusal: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

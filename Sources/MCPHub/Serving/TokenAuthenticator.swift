public import HTTPServing
import Locking

/// Knows callers by the tokens of `mcphub token create`.
public final class TokenAuthenticator: Authenticator {
    private let tokens: Locked<[AccessToken]>

    /// Accepts these tokens.
    public init(_ tokens: [AccessToken]) {
        self.tokens = Locked(tokens)
    }

    /// Accepts these tokens from now on.
    public func update(_ tokens: [AccessToken]) {
        self.tokens.withLock { $0 = tokens }
    }

    /// The caller of a token. Digests are compared as a whole, so that time tells nothing.
    public func known(_ token: String?) -> AuthenticationOutcome? {
        guard let token else { return .missing }
        let digest = Array(AccessToken.digest(of: token).utf8)
        let found = tokens.withLock { tokens in
            tokens.reduce(nil as AccessToken?) { found, token in Self.isSame(token.digest, digest) ? token : found }
        }
        guard let found else { return .invalid("This token is not known, or was revoked.") }
        guard found.isValid(at: .now()) else { return .invalid("This token has expired.") }
        return .caller(
            HTTPCaller(
                principal: found.name, scopes: found.scopes, tools: found.tools, departments: found.departments))
    }

    /// The same as ``known(_:)``, which takes no time.
    public func authenticate(_ token: String?) async -> AuthenticationOutcome { known(token) ?? .missing }

    private static func isSame(_ kept: String, _ shown: [UInt8]) -> Bool {
        guard kept.utf8.count == shown.count else { return false }
        return zip(kept.utf8, shown).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

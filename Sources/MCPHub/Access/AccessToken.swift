import JSONRPC

/// A token that a caller over the network may show. Only the digest of its secret is kept.
public struct AccessToken: Hashable, Sendable {
    /// What it is called; the principal of whoever shows it.
    public var name: String
    /// SHA-256 of the secret, in hexadecimal.
    public var digest: String
    /// What it allows, where the configuration says what scopes mean.
    public var scopes: Set<String>
    /// Patterns for the tools that it allows at most; nil for whatever the scopes do.
    public var tools: [String]?
    /// The departments whose costs may be seen with it; nil for all.
    public var departments: Set<String>?
    /// When it was made.
    public var created: WallTime
    /// From when on it counts no longer; nil for never.
    public var expires: WallTime?

    /// How many random bytes a secret has.
    private static let secretBytes = 32
    /// What a secret begins with, so that tools which look for leaked secrets can find it.
    private static let mark = "mcphub_"

    /// Makes a token with a new secret.
    ///
    /// - Returns: the token to be kept, and the secret to be shown once.
    public static func create(
        name: String, scopes: Set<String>, tools: [String]?, departments: Set<String>?, at now: WallTime,
        lifetime: Duration?
    ) -> (token: AccessToken, secret: String) {
        var generator = SystemRandomNumberGenerator()
        let random = (0..<secretBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let secret = mark + random.map { $0.hexadecimal }.joined()
        let expires = lifetime.map { WallTime(milliseconds: now.milliseconds + Int64($0 / .milliseconds(1))) }
        let token = AccessToken(
            name: name, digest: Self.digest(of: secret), scopes: scopes, tools: tools, departments: departments,
            created: now, expires: expires)
        return (token, secret)
    }

    /// The digest under which a secret is kept.
    public static func digest(of secret: String) -> String {
        Digests.sha256(Array(secret.utf8)).map { $0.hexadecimal }.joined()
    }

    /// Whether it still counts.
    public func isValid(at now: WallTime) -> Bool { expires.map { now.milliseconds < $0.milliseconds } ?? true }
}

extension UInt8 {
    fileprivate var hexadecimal: String {
        let text = String(self, radix: 16)
        return text.count == 1 ? "0" + text : text
    }
}

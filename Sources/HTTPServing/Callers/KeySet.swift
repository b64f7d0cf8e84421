import JSONRPC
import JWTKit

/// The keys that tokens are checked with at some time.
struct KeySet: Sendable {
    let collection: JWTKeyCollection
    /// The ids that tokens may name; nil for one key that needs none.
    let ids: Set<String>?
    /// What they were read from; empty for a secret.
    let text: String
    /// Counts the sets: another number, other keys.
    var generation = 1
    /// Until when nobody has to look whether they are still the same.
    var freshUntil: Duration
    /// For how long they were good when they were fetched.
    var freshness: Duration

    private static let maximumKeys = 256

    /// A secret that is never another.
    init(secret: String) async {
        collection = JWTKeyCollection()
        await collection.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        (ids, text) = (nil, "")
        // Far off, and far from where sums of durations end.
        (freshUntil, freshness) = (.seconds(1 << 40), .seconds(1 << 40))
    }

    /// Reads a JSON Web Key Set. Keys that are no use here, such as those for encryption, are left out (RFC 7517
    /// section 5).
    ///
    /// - Throws: ``KeyFailure`` when none is left.
    init(_ document: KeyDocument, at now: Duration) async throws(KeyFailure) {
        let json = try? JSONValue(parsing: document.text)
        var ids: Set<String> = []
        collection = JWTKeyCollection()
        for key in (json?["keys"]?.array ?? []).prefix(Self.maximumKeys) {
            if let id = await Self.add(key, to: collection) { ids.insert(id) }
        }
        guard !ids.isEmpty else { throw KeyFailure() }
        (self.ids, text) = (ids, document.text)
        (freshUntil, freshness) = (now + document.freshness, document.freshness)
    }

    private static func add(_ json: JSONValue, to collection: JWTKeyCollection) async -> String? {
        guard json["use"]?.string ?? "sig" == "sig", let id = json["kid"]?.string,
            let key = try? JWK(json: String(decoding: json.serialized, as: UTF8.self)),
            (try? await collection.add(jwk: key)) != nil
        else { return nil }
        return id
    }

    /// The claims of a token whose signature is good.
    func verify(_ token: String, _ header: TokenHeader) async throws -> ClaimSet {
        guard let ids else { return try await collection.verify(token, as: ClaimSet.self) }
        guard let id = header.keyID else {
            return try await collection.verify(token, as: ClaimSet.self, iteratingKeys: true)
        }
        // A key that is not there must not be replaced by the first of the others.
        guard ids.contains(id) else { throw KeyFailure() }
        return try await collection.verify(token, as: ClaimSet.self)
    }
}

/// There is no key for a token.
struct KeyFailure: Error {}

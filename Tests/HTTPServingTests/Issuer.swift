import Crypto
import Foundation
import HTTPServing
import JWTKit
import Locking
import Testing

/// An issuer of signed tokens whose keys, clock and failures a test decides.
final class Issuer: Sendable {
    private struct State {
        var names: [String] = []
        var freshness = Duration.seconds(300)
        var isDown = false
        var fetches = 0
        var uptime = Duration.zero
    }

    private static let keys = ["a": Curve25519.Signing.PrivateKey(), "b": Curve25519.Signing.PrivateKey()]

    private let state: Locked<State>

    /// Publishes the keys with these names.
    init(_ names: String..., freshness: Duration = .seconds(300)) {
        state = Locked(State(names: names, freshness: freshness))
    }

    /// How often its keys were asked for.
    var fetches: Int { state.withLock(\.fetches) }

    func publish(_ names: String...) { state.withLock { $0.names = names } }
    func isDown(_ value: Bool) { state.withLock { $0.isDown = value } }
    func advance(by duration: Duration) { state.withLock { $0.uptime += duration } }

    /// Checks tokens with its keys; they may be fetched again after 30 s.
    func authenticator() -> JWTAuthenticator {
        JWTAuthenticator(
            rules: .init(issuer: nil, audiences: ["hub"]), keys: .set { try await self.document() },
            refetchTime: .seconds(30), wallSeconds: { 1_000 }, uptime: { self.state.withLock(\.uptime) })
    }

    private func document() async throws -> KeyDocument {
        // Others that ask at the same time get their turn while this one waits.
        await Task.yield()
        return try state.withLock { state in
            state.fetches += 1
            guard !state.isDown else { throw Down() }
            let keys = state.names.compactMap { name in
                Self.keys[name].map { key in
                    """
                    {"kty":"OKP","crv":"Ed25519","alg":"EdDSA","kid":"\(name)","x":"\(Self.coordinate(key))"}
                    """
                }
            }
            return KeyDocument(text: "{\"keys\":[\(keys.joined(separator: ","))]}", freshness: state.freshness)
        }
    }

    /// A token of Ada's, signed with a key.
    func token(_ name: String, as kid: String? = nil) async throws -> String {
        let signer = JWTKeyCollection()
        await signer.add(eddsa: EdDSA.PrivateKey(backing: try #require(Self.keys[name])))
        return try await signer.sign(Claims(), kid: nil, header: ["kid": .string(kid ?? name)])
    }

    private static func coordinate(_ key: Curve25519.Signing.PrivateKey) -> String {
        key.publicKey.rawRepresentation.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    private struct Down: Error {}

    private struct Claims: JWTPayload {
        var sub = "ada"
        var aud = "hub"
        var exp = 2_000

        func verify(using algorithm: some JWTAlgorithm) throws {}
    }
}

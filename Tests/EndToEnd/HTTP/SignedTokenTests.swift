import MCP
import Testing

/// Tokens that an issuer signs with keys it publishes, checked with those of other libraries.
@Suite struct SignedTokenTests {
    private let hub: JSONObject = [
        "http": ["requestsPerMinute": 1_000_000],
        "access": ["mode": "jwt", "jwt": ["keys": "${KEYS}", "issuer": "us", "audience": "hub"]],
    ]

    @Test func `keys in a file are good from when they are put there to when they are taken away`() async throws {
        let folder = try TemporaryFolder()
        try await DoorTrial.run(
            "keys", [.modern("s")], hub: hub, in: folder, checks: 6, environment: "network",
            variables: ["KEYS": folder.file("keys.json")])
    }

    @Test func `keys are fetched from an address of the issuer`() async throws {
        let folder = try TemporaryFolder()
        try await DoorTrial.run(
            "keys", [.modern("s")], hub: hub, in: folder, checks: 6, environment: "network",
            variables: ["KEYS": "serve"])
    }

    @Test func `keys are not fetched over the network unencrypted`() async throws {
        let folder = try TemporaryFolder()
        try HubTrial.configure([], hub, in: folder)
        let outcome = try await Peer.run(
            Peer.built("mcphub") + ["serve", "--config", folder.file("mcphub.json"), "--port", "0"],
            environment: folder.environment.merging(["KEYS": "http://issuer.example/keys"]) { $1 })
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("unencrypted"))
    }
}

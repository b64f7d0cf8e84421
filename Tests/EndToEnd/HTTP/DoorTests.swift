import Foundation
import MCP
import Testing

/// The front door of a hub on the network, spoken to by raw sockets.
@Suite struct DoorTests {
    @Test func `Z11: hostile and broken clients harm nobody`() async throws {
        let folder = try TemporaryFolder()
        try await DoorTrial.run(
            "faults", [.modern("s")],
            hub: [
                "limits": ["messageBytes": 1_048_576],
                "http": ["requestsPerMinute": 1_000_000, "headerTime": "1s", "bodyTime": "1s"],
            ], in: folder, checks: 23)
    }

    @Test func `Z3: streams, sessions and disconnects go as both eras have it`() async throws {
        let folder = try TemporaryFolder()
        try await DoorTrial.run(
            "sessions", [.modern("s")], hub: ["http": ["requestsPerMinute": 1_000_000]], in: folder, checks: 13,
            arguments: [folder.file("s.log")])
    }

    @Test func `Z10: tokens let in whom they are for, to what they allow`() async throws {
        let folder = try TemporaryFolder()
        let hub: JSONObject = [
            "http": ["requestsPerMinute": 1_000_000],
            "access": ["mode": "token", "scopes": ["s": ["servers": ["s"]], "all": [:]]],
        ]
        var tokens: [String] = []
        for arguments in [
            ["reader", "--scope", "s"], ["expired", "--scope", "all", "--expires", "1s"],
            ["bounded", "--scope", "all", "--tools", "s__echo"], ["everything", "--scope", "all"],
        ] {
            let made = try await Peer.run(
                Peer.built("mcphub") + ["token", "create"] + arguments, environment: folder.environment)
            tokens.append(made.output.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        try await Patience.until("a token to expire") {
            let list = try await Peer.run(
                Peer.built("mcphub") + ["token", "list"], environment: folder.environment)
            return list.output.split(separator: "\n").contains { $0.matches(of: /expired/).count == 2 }
        }
        try await DoorTrial.run(
            "tokens", [.modern("s"), .modern("o")], hub: hub, in: folder, checks: 11, arguments: tokens)
    }

    @Test func `Z10: tokens that an issuer has signed are checked in every part`() async throws {
        let folder = try TemporaryFolder()
        let secret = "a secret of this test, long enough for anybody"
        let hub: JSONObject = [
            "http": ["requestsPerMinute": 1_000_000],
            "access": [
                "mode": "jwt", "jwt": ["secret": "${JWT_SECRET}", "issuer": "us", "audience": "hub"],
            ],
        ]
        try await DoorTrial.run(
            "signed", [.modern("s")], hub: hub, in: folder, checks: 4, arguments: [secret],
            variables: ["JWT_SECRET": secret])
    }

    @Test func `a hub that asks nobody who they are is not served to other machines`() async throws {
        let folder = try TemporaryFolder()
        try HubTrial.configure([], [:], in: folder)
        let outcome = try await Peer.run(
            Peer.built("mcphub")
                + ["serve", "--config", folder.file("mcphub.json"), "--port", "0", "--host", "0.0.0.0"],
            environment: folder.environment)
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("access"))
    }
}

import Foundation
import MCP
import Testing

/// A hub with many agents at once, and one of several behind a reverse proxy.
@Suite struct ManyAgentsTests {
    private let hub: JSONObject = ["http": ["requestsPerMinute": 1_000_000]]

    @Test func `many streams hear of every change, and many agents lose no answer`() async throws {
        let folder = try TemporaryFolder()
        // A program that is watched by a sanitizer needs several times as much.
        let limit = ProcessInfo.processInfo.environment["RESIDENT_LIMIT_MIB"] ?? "400"
        try await DoorTrial.run(
            "crowd", [.modern("s")], hub: hub, in: folder, checks: 3, arguments: ["10000", "1000", limit])
    }

    @Test func `two hubs behind nginx serve agents in turn, with streams, a WebSocket and what is given up`()
        async throws
    {
        let folder = try TemporaryFolder()
        let document = Peer.repository.appending(path: "docs/Deployment.md").path
        try await DoorTrial.run(
            "proxied", [.modern("s")], hub: hub, in: folder, checks: 7, arguments: [document, folder.file("s.log")])
    }
}

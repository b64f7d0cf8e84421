import Foundation
import MCP
import Testing

/// The costs of a hub as REST, spoken to by raw sockets.
@Suite struct CostAPITests {
    private static let csv = """
        BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName,Tags
        12.345678901234,12.345678901234,EUR,2026-11-03,2026-11-04,Compute,"{""department"":""Sales""}"
        7.5,7.5,EUR,2026-11-04,2026-11-05,Storage,"{""department"":""Research""}"

        """

    static let hub: JSONObject = [
        "cost": ["offer": true, "writes": true], "http": ["requestsPerMinute": 1_000_000],
    ]

    /// A folder whose store has those charges.
    static func folder() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("data"), withIntermediateDirectories: true)
        try folder.write(csv, to: "data/costs.csv")
        try folder.configure([], hub: hub)
        let imported = try await HubCommand.run(["call", "import_focus", "path=costs.csv"], in: folder)
        try #require(imported.code == 0, "\(imported.all)")
        return folder
    }

    @Test func `every tool of every server has a route, and new ones have theirs at once`() async throws {
        let folder = try TemporaryFolder()
        try await DoorTrial.run(
            "tools", [.modern("s")], hub: ["http": ["requestsPerMinute": 1_000_000]], in: folder, checks: 10,
            arguments: [folder.file("mcphub.json"), folder.file("s.log")])
    }

    @Test func `tokens show what they are for in every door`() async throws {
        let folder = try await Self.folder()
        var tokens: [String] = []
        for arguments in [["reader", "--departments", "Sales"], ["keeper", "--scope", "admin"]] {
            let made = try await HubCommand.plain(["token", "create"] + arguments, in: folder)
            tokens.append(made.output.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        var hub = Self.hub
        hub["access"] = ["mode": "token"]
        try await DoorTrial.run(
            "roles", [], hub: hub, in: folder, checks: 6, arguments: tokens, environment: "network")
    }

    @Test func `the API keeps what its description promises`() async throws {
        let folder = try await Self.folder()
        try await DoorTrial.run(
            "described", [], hub: Self.hub, in: folder, checks: 2, arguments: [folder.path], environment: "api")
    }

    @Test func `events and questions go over WebSocket and as server-sent events`() async throws {
        let folder = try await Self.folder()
        try await DoorTrial.run(
            "live", [.modern("s")], hub: Self.hub, in: folder, checks: 16,
            arguments: [folder.path, folder.file("s.log")], environment: "network",
            variables: ["WS_MAX_CONNECTIONS": "8"])
    }

    @Test func `every route of costs answers good and bad requests`() async throws {
        let folder = try await Self.folder()
        try await DoorTrial.run(
            "costs", [], hub: Self.hub, in: folder, checks: 18,
            arguments: [Peer.built("mcphub")[0], folder.path])
    }
}

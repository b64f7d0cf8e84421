import MCP
import Testing

/// The era probe against real processes that answer, err, stay silent, exit, print noise and answer late.
@Suite struct EraProbeTests {
    struct Case: CustomTestStringConvertible {
        let mode: String
        let version: ProtocolVersion
        var launches = 1
        var testDescription: String { mode }
    }

    static let answering = [
        Case(mode: "modern", version: .v2026_07_28), Case(mode: "legacy", version: .v2025_11_25),
        Case(mode: "legacy-32602", version: .v2025_11_25), Case(mode: "legacy-32000", version: .v2025_11_25),
        Case(mode: "silent", version: .v2025_11_25), Case(mode: "exits", version: .v2025_11_25, launches: 2),
        Case(mode: "noisy", version: .v2025_11_25), Case(mode: "late", version: .v2026_07_28),
        Case(mode: "late-discover", version: .v2026_07_28), Case(mode: "modern-32022", version: .v2026_07_28),
        Case(mode: "modern-refuses-once", version: .v2026_07_28), Case(mode: "legacy-2024", version: .v2024_11_05),
    ]

    @Test(arguments: answering)
    func `the era of a server is found and a tool of it can be called`(probe: Case) async throws {
        var options = ClientOptions()
        options.probeTime = .seconds(1)
        let command = Peer.python("mcp2", "raw_servers.py", probe.mode)
        try await ConnectedClient.with(command, options: options) { connected in
            #expect(connected.client.protocolVersion == probe.version)
            #expect(connected.servers.count == probe.launches)
            let tools = try await connected.client.listTools()
            #expect(tools.map(\.name) == ["echo"])
            let result = try await connected.client.callTool("echo", arguments: ["text": "hello"])
            #expect(result.text == "hello")
            if probe.mode == "noisy" { #expect(connected.client.noiseLines > 0) }
        }
    }

    @Test func `a server of a revision that nobody here knows is refused with both lists of revisions`() async throws {
        let failure = await #expect(throws: ConnectionFailure.self) {
            try await ConnectedClient.with(Peer.python("mcp2", "raw_servers.py", "future")) { _ in }
        }
        #expect(failure == .noCommonVersion([ProtocolVersion(rawValue: "2027-01-01")]))
    }

    @Test func `a server that exits at once is started twice and given up`() async throws {
        let failure = await #expect(throws: ConnectionFailure.self) {
            try await ConnectedClient.with(Peer.python("mcp2", "raw_servers.py", "dead")) { _ in }
        }
        #expect(failure == .exited)
    }

    @Test func `a server that answers with garbage is given up in time`() async throws {
        var options = ClientOptions()
        (options.probeTime, options.connectTime) = (.milliseconds(100), .milliseconds(100))
        let failure = await #expect(throws: ConnectionFailure.self) {
            try await ConnectedClient.with(Peer.python("mcp2", "raw_servers.py", "garbage"), options: options) { _ in }
        }
        #expect(failure == .silent)
    }

    @Test func `a program that does not exist is named in the error`() async throws {
        let failure = await #expect(throws: (any Error).self) {
            try await ConnectedClient.with(["/no/such/program"]) { _ in }
        }
        #expect("\(try #require(failure))".contains("/no/such/program"))
    }
}

import Foundation
import MCP
import TestPacing
import Testing

/// Official clients on official and public servers, with a hub between them.
@Suite struct SDKHubTests {
    struct Server: CustomTestStringConvertible {
        let testDescription: String
        let command: [String]
    }

    static let servers = [
        Server(testDescription: "our example server", command: Peer.built("mcp-example-server")),
        Server(testDescription: "server of SDK 2.x", command: Peer.python("mcp2", "server_mcp2.py")),
        Server(testDescription: "server of SDK 1.x", command: Peer.python("mcp1", "server_mcp1.py")),
    ]

    @Test(arguments: Battery.all, servers)
    func `every check of an official client passes with a hub in front of its server`(
        battery: Battery, server: Server
    ) async throws {
        try await Turnstile.hubs.pass {
            let folder = try TemporaryFolder()
            try folder.configure([("fixture", server.command)], hub: ["names": "plain"])
            try await battery.run(on: HubTrial.command(in: folder), environment: folder.environment)
            try await ProcessTable.waitForEnd(of: ProcessTable.marked(folder.marker))
        }
    }

    static let clients = [
        Server(testDescription: "SDK 2.x, modern", command: Peer.python("mcp2", "sdk_call.py", "--era", "modern")),
        Server(testDescription: "SDK 2.x, legacy", command: Peer.python("mcp2", "sdk_call.py", "--era", "legacy")),
        Server(testDescription: "SDK 1.x", command: Peer.python("mcp1", "sdk_call.py")),
    ]

    @Test(arguments: clients, servers)
    func `an official client uses public servers and a fixture as one server`(
        client: Server, fixture: Server
    )
        async throws
    {
        try await Turnstile.hubs.pass {
            let folder = try TemporaryFolder()
            try await Self.makeRepository(folder.file("repository"))
            let servers = [
                ("time", Peer.publicServer("mcp_server_time")),
                ("git", Peer.publicServer("mcp_server_git", "--repository", folder.file("repository"))),
                ("fixture", fixture.command),
            ]
            try folder.configure(servers)
            let calls: [(tool: String, arguments: JSONObject, expected: String)] = [
                ("time__get_current_time", ["timezone": "UTC"], "UTC"),
                ("git__git_log", ["repo_path": .string(folder.file("repository"))], "First light"),
                ("fixture__echo", ["text": "back"], "back"),
            ]
            for call in calls {
                let flags = ["--tool", call.tool, "--arguments", JSONValue.object(call.arguments).description, "--"]
                let command = try client.command + flags + HubTrial.command(in: folder)
                let outcome = try await Peer.run(command, environment: folder.environment)
                let answer = try? JSONValue(parsing: outcome.output)
                #expect(answer?["text"]?.string?.contains(call.expected) == true, "\(outcome.all)")
            }
            try await ProcessTable.waitForEnd(of: ProcessTable.marked(folder.marker))
        }
    }

    private static func makeRepository(_ path: String) async throws {
        let identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]
        for arguments in [
            ["init", "-q", path],
            ["-C", path] + identity + ["commit", "-q", "--allow-empty", "-m", "First light"],
        ] {
            let outcome = try await Peer.run(["/usr/bin/git"] + arguments)
            try #require(outcome.succeeded, "\(outcome.errors)")
        }
    }
}

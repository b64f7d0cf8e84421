import Foundation
import MCP
import Testing

/// Our client against public servers, as a user would plug them in.
@Suite struct PublicServerTests {
    @Test func `the public time server converts a time`() async throws {
        try await ConnectedClient.with(Peer.publicServer("mcp_server_time")) { connected in
            let tools = try await connected.client.listTools().map(\.name)
            #expect(tools.contains("convert_time"))
            let result = try await connected.client.callTool(
                "convert_time",
                arguments: ["source_timezone": "Europe/Berlin", "time": "12:00", "target_timezone": "Asia/Tokyo"])
            #expect(result.isError != true)
            #expect(result.text.contains("Asia/Tokyo"))
        }
    }

    @Test func `the public git server shows the log of a repository`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "git-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for arguments in [
            ["init", "-q"],
            [
                "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-q", "--allow-empty", "-m",
                "First light",
            ],
        ] {
            let outcome = try await Peer.run(["/usr/bin/git", "-C", folder.path] + arguments)
            #expect(outcome.succeeded, "\(outcome.errors)")
        }
        let command = Peer.publicServer("mcp_server_git", "--repository", folder.path)
        try await ConnectedClient.with(command) { connected in
            let result = try await connected.client.callTool("git_log", arguments: ["repo_path": .string(folder.path)])
            #expect(result.text.contains("First light"))
        }
    }
}

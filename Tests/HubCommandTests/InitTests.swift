import ArgumentParser
import Foundation
import MCPHub
import Testing

@testable import HubCommand

@Suite struct InitTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "init-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func run(_ words: String...) throws {
        let command = try #require(try MCPHubCommand.parseAsRoot(["init"] + words) as? InitCommand)
        try command.run()
    }

    @Test func `what is written can be loaded and is never written over unasked`() throws {
        try withFolder { folder in
            let path = "\(folder)/new/mcphub.json"
            try run("--output", path)
            #expect(try HubConfiguration.load(paths: [path]).configuration["time"] != nil)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let failure = #expect(throws: CommandFailure.self) { try run("--output", path) }
            #expect(failure?.status == .usage && failure?.lines.joined().contains("--force") == true)
            try run("--output", path, "--force")
        }
    }

    @Test func `the servers of a client are taken over`() throws {
        try withFolder { folder in
            try run("--output", "\(folder)/mcp.json")
            let client = #"{"servers":{"a":{"command":"x","args":["${input:key}"]}},"inputs":[]}"#
            try Data(client.utf8).write(to: URL(filePath: "\(folder)/mcp.json"))
            try run("--import", "\(folder)/mcp.json", "--output", "\(folder)/mcphub.json")
            let text = try String(contentsOfFile: "\(folder)/mcphub.json", encoding: .utf8)
            #expect(text.contains("mcpServers") && text.contains("${KEY}"))
        }
    }

    @Test func `a client's file that is not there is an error with its path`() {
        let failure = #expect(throws: CommandFailure.self) { try run("--import", "/nowhere/mcp.json") }
        #expect(failure?.status == .usage && failure?.lines.first?.contains("/nowhere/mcp.json") == true)
    }
}

@Suite struct ConfigurationOptionsTests {
    @Test func `without a file the places are named that were looked at`() throws {
        let program = ProgramEnvironment(variables: ["HOME": "/nowhere"])
        let options = try ConfigurationOptions.parse([])
        // Tests run in the folder of the package, which has no configuration of its own.
        let failure = #expect(throws: CommandFailure.self) { try options.load(program) }
        #expect(failure?.status == .usage)
        #expect(failure?.lines.first?.contains("/nowhere/.config/mcphub/mcphub.json") == true)
    }

    @Test func `problems are told line by line with their places`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "options-\(UUID()).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(#"{"mcpServers":{"a":{}},"hub":{"nmaes":1}}"#.utf8).write(to: URL(filePath: path))
        let options = try ConfigurationOptions.parse(["--config", path])
        let failure = #expect(throws: CommandFailure.self) { try options.load(.current()) }
        #expect(failure?.lines.count == 2)
        #expect(failure?.lines.allSatisfy { $0.hasPrefix("\(path):1:") } == true)
    }

    @Test func `the environment of the process is known`() {
        #expect(ProgramEnvironment.current().variables["PATH"]?.isEmpty == false)
        #expect(ProgramEnvironment.executable?.hasPrefix("/") == true)
    }

    @Test func `a hub that only looks remembers nothing and starts every server once`() throws {
        let text = """
            {"mcpServers": {"a": {"command": "x", "hub": {"start": "lazy", "idleStop": "1s", "startTimeout": "2s"}}},
              "hub": {"audit": {"path": "x"}, "trust": "block"}}
            """
        let file = ConfigurationFile(path: "m.json", text: text)
        let looking = try HubConfiguration.load([file]).configuration.forLooking
        #expect(looking.settings.trust == .off && looking.settings.audit == nil)
        #expect(looking.settings.manifestCache == .off)
        let settings = try #require(looking["a"]?.settings)
        #expect(settings.start == .eager && settings.idleStop == nil && settings.restart.policy == .never)
        #expect(looking.longestStart == .seconds(7))
    }
}

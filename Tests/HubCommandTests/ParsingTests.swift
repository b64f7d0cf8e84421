import ArgumentParser
import MCPHub
import Testing

@testable import HubCommand

@Suite struct ParsingTests {
    @Test func `a call takes a tool, arguments and files`() throws {
        let command = try MCPHubCommand.parseAsRoot([
            "call", "-c", "a.json", "--config", "b.json", "git__log", "n=-1", "--json", "x=y",
        ])
        let call = try #require(command as? CallCommand)
        #expect(call.name == "git__log")
        #expect(call.arguments == ["n=-1", "x=y"])
        #expect(call.options.config == ["a.json", "b.json"])
        #expect(call.json)
    }

    @Test(arguments: [
        ["stdio"], ["stdio", "--verbose"], ["list", "--prompts", "--resources", "--json"], ["status", "--json"],
        ["doctor", "a", "b", "--json"], ["approve"], ["approve", "a"], ["diff", "--json", "a"], ["init"],
        ["init", "--import", "x.json", "--output", "-", "--force"],
    ])
    func `every command is understood`(words: [String]) throws {
        #expect(throws: Never.self) { try MCPHubCommand.parseAsRoot(words) }
    }

    @Test(arguments: [["call"], ["bogus"], ["list", "--bogus"], ["stdio", "--config"], ["init", "--import"]])
    func `what makes no sense is refused`(words: [String]) {
        #expect(throws: (any Error).self) { try MCPHubCommand.parseAsRoot(words) }
    }

    @Test(arguments: [[], ["call"], ["stdio"], ["doctor"], ["init"], ["list"], ["status"], ["diff"], ["approve"]])
    func `help fits a terminal of eighty columns`(command: [String]) throws {
        let message = MCPHubCommand.helpMessage(for: MCPHubCommand.self, columns: 80)
        #expect(message.contains("EXIT CODES"))
        for subcommand in MCPHubCommand.configuration.subcommands {
            for line in MCPHubCommand.helpMessage(for: subcommand, columns: 80).split(separator: "\n") {
                #expect(line.count <= 80, "\(line)")
            }
        }
    }
}

@Suite struct NarrowingTests {
    private func configuration(_ hub: String = "{}") throws -> HubConfiguration {
        let text = """
            {"mcpServers": {"git": {"command": "x"}, "git__hub": {"command": "x"}, "time": {"command": "x"},
              "off": {"command": "x", "disabled": true}}, "hub": \(hub)}
            """
        return try HubConfiguration.load([ConfigurationFile(path: "m.json", text: text)]).configuration
    }

    @Test(
        arguments: [
            ("time__now", ["time"]), ("git__log", ["git"]), ("git__hub__log", ["git", "git__hub"]), ("unknown", nil),
            ("hub_status", nil), ("off__x", nil),
        ] as [(String, [String]?)])
    func `a call starts only servers whose tool it can be`(name: String, servers: [String]?) throws {
        let narrowed = try configuration().narrowed(toToolNamed: name)
        #expect(narrowed?.servers.map(\.key) == servers)
        #expect(narrowed.map { $0.settings.manifestCache == .off } ?? true)
    }

    @Test func `plain names start all servers`() throws {
        #expect(try configuration(#"{"names":"plain"}"#).narrowed(toToolNamed: "time__now") == nil)
    }

    @Test func `servers that are named are looked at, disabled or not`() throws {
        #expect(try configuration().limited(to: ["off", "time"]).enabledServers.map(\.key) == ["time", "off"])
        #expect(try configuration().limited(to: []).enabledServers.count == 3)
        let failure = #expect(throws: CommandFailure.self) { try configuration().limited(to: ["tiem"]) }
        #expect(failure?.lines.joined().contains("did you mean 'time'?") == true)
    }
}

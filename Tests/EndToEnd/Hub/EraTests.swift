import Foundation
import MCP
import TestPacing
import Testing

/// How the hub finds out what a child speaks: check Z8.
@Suite struct EraTests {
    @Test(arguments: ["-32601", "-32602", "-32000", "silent", "noise"])
    func `Z8: a child that refuses the probe in its own way is a legacy one`(probe: String) async throws {
        try await HubTrial.run([.legacy("one", "--probe", probe)]) { trial async throws in
            #expect(try await trial.agent.call("one__echo", ["text": "hello"]).text == "hello")
            let log = trial.log()
            #expect(log.received("initialize").count == 1)
            #expect(log.received("notifications/initialized").count == 1)
            #expect(log.starts().count == 1)
        }
    }

    @Test func `Z8: a child that exits on the probe is started again, and the next time not probed`() async throws {
        let folder = try TemporaryFolder()
        let child = ScriptedChild.legacy("one", "--probe", "exit")
        try await HubTrial.run([child], in: folder) { trial async throws in
            #expect(try await trial.agent.call("one__echo", ["text": "hello"]).text == "hello")
            #expect(trial.log().starts().count == 2)
        }
        try await HubTrial.run([child], in: folder) { trial async throws in
            // The list comes from memory, so that the answer tells when the child is there.
            #expect(try await trial.agent.call("one__echo", ["text": "hello"]).text == "hello")
            #expect(trial.log().starts().count == 3)
            #expect(trial.log().received("server/discover").count == 1)
        }
    }

    @Test func `Z8: a child that is said to be legacy is not probed, and one said to be modern not greeted`()
        async throws
    {
        try await HubTrial.run([
            ScriptedChild.legacy("old", "--probe", "exit").with(["era": "legacy"]),
            ScriptedChild.modern("new").with(["era": "modern"]),
        ]) { trial async throws in
            #expect(try await trial.agent.call("old__echo", ["text": "hello"]).text == "hello")
            #expect(try await trial.agent.call("new__echo", ["text": "hello"]).text == "hello")
            #expect(trial.log("old").starts().count == 1)
            #expect(trial.log("old").received("server/discover").isEmpty)
            #expect(trial.log("new").received("initialize").isEmpty)
        }
    }

    @Test func `Z8: a child of both eras is spoken to in the modern one`() async throws {
        try await HubTrial.run([ScriptedChild(key: "one", flags: ["--era", "both"])]) { trial async throws in
            #expect(try await trial.agent.call("one__echo", ["text": "hello"]).text == "hello")
            #expect(trial.log().received("initialize").isEmpty)
            let meta = trial.log().calls("echo").first?["params"]?["_meta"]
            #expect(meta?["io.modelcontextprotocol/protocolVersion"] == "2026-07-28")
        }
    }

    @Test(arguments: ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"])
    func `Z8: a legacy child may choose any revision that there is`(version: String) async throws {
        try await HubTrial.run([.legacy("one", "--version", version)]) { trial async throws in
            #expect(try await trial.agent.call("one__echo", ["text": "hello"]).text == "hello")
        }
    }

    /// Habits of the servers in `raw_servers.py`, which offer `echo` alone.
    static let habits = [
        "modern", "legacy", "silent", "exits", "noisy", "late", "late-discover", "modern-32022", "modern-refuses-once",
        "legacy-2024",
    ]

    @Test(arguments: habits)
    func `Z8: whatever the habit of a child, its tool can be called`(habit: String) async throws {
        try await RawServers.run(habit) { agent async throws in
            #expect(try await agent.call("raw__echo", ["text": "hello"]).text == "hello")
        }
    }

    @Test(arguments: ["future", "garbage", "dead"])
    func `Z8: a child that cannot be used is named as failed with a reason`(habit: String) async throws {
        try await RawServers.run(habit, isUsable: false) { agent async throws in
            let problem = try await Patience.find("the state of the child") { () async throws -> String? in
                let status = try await agent.call("hub_status").result?["structuredContent"]?["servers"]?[0]
                guard status?["state"] == "failed" else { return nil }
                return status?["problem"]?.string
            }
            #expect(!problem.isEmpty)
            #expect(try await agent.call("raw__echo", ["text": "hello"]).trouble != nil)
        }
    }
}

/// A hub with one of the servers of `raw_servers.py`.
private enum RawServers {
    static func run(
        _ habit: String, isUsable: Bool = true, _ body: (ScriptedAgent) async throws -> Void
    ) async throws {
        try await Turnstile.hubs.pass {
            let folder = try TemporaryFolder()
            let command = Peer.script("raw_servers.py") + [habit]
            let settings: JSONValue = ["startTimeout": isUsable ? "60s" : "2s", "restart": ["policy": "never"]]
            let server: JSONValue = [
                "command": .string(command[0]), "args": .array(command.dropFirst().map(JSONValue.string)),
                "hub": settings,
            ]
            let configuration: JSONValue = ["mcpServers": ["raw": server], "hub": ["tools": ["hub_status"]]]
            try folder.write(configuration.description, to: "mcphub.json")
            let agent = try ScriptedAgent(
                HubTrial.command(in: folder), environment: folder.environment, errors: folder.file("hub.err"))
            defer { agent.process.closeInput() }
            if isUsable {
                try await Patience.until("the tool") { try await agent.toolNames().contains("raw__echo") }
            }
            try await body(agent)
        }
    }
}

import Foundation
import MCP
import TestPacing
import Testing

/// Agents that send what is no request, and what agents may not see.
@Suite struct HostileAgentTests {
    @Test func `lines that are no messages are refused, and the next one is served`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            for line in [
                "", "{", "[]", "42", "\"text\"", "{}", #"{"jsonrpc":"1.0","id":1,"method":"x"}"#, "\u{FEFF}{}",
            ] {
                trial.agent.process.write(line: line.utf8)
            }
            trial.agent.process.write(line: [0xFF, 0xFE, 0x00])
            trial.agent.process.write(line: String(repeating: "[", count: 100_000).utf8)
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            let errors = trial.agent.heard.compactMap { $0["error"]?["code"]?.integer }
            #expect(errors.allSatisfy { [-32700, -32600, -32602].contains($0) }, "\(errors)")
            #expect(errors.contains(-32700))
        }
    }

    @Test func `a message that is too long is refused, and the next one is served`() async throws {
        try await HubTrial.run([.legacy()], hub: SlowChildTests.mebibyte) { trial async throws in
            trial.agent.start("one__echo", ["text": .string(String(repeating: "x", count: 2_000_000))])
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            #expect(trial.agent.heard.contains { $0["error"] != nil })
            #expect(trial.log().calls("echo").count == 1)
        }
    }

    @Test func `numbers and texts arrive at the child as they were written`() async throws {
        let arguments: JSONObject = [
            "big": .number(try #require(JSONNumber("123456789012345678901234567890"))),
            "text": "é\u{1F409}\n\"\\\u{7F}",
            "nothing": nil, "deep": [[[[["here"]]]]], "empty": [:],
        ]
        try await HubTrial.run([.legacy(), .modern("two")]) { trial async throws in
            for child in ["one", "two"] {
                try await trial.agent.call("\(child)__values", arguments)
                #expect(trial.log(child).calls("values").first?["params"]?["arguments"] == .object(arguments))
            }
        }
    }

    @Test(arguments: IdentityTests.manners)
    func `an id that is in use is refused, and the call that has it goes on`(
        manner: ScriptedAgent.Manner
    )
        async throws
    {
        try await HubTrial.run([.legacy()], as: manner) { trial async throws in
            trial.agent.start("one__gate", id: "same")
            try await trial.log().untilCalled("gate")
            trial.agent.start("one__echo", ["text": "no"], id: "same")
            _ = try await trial.agent.message("the refusal") { $0["id"] == "same" && $0["error"] != nil }
            try await trial.agent.call("one__open_gate")
            _ = try await trial.agent.message("the answer") { $0["id"] == "same" && $0["result"] != nil }
            #expect(trial.log().calls("echo").isEmpty)
        }
    }

    @Test func `a legacy agent is served after its handshake and not before`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            trial.agent.write([
                "jsonrpc": "2.0", "id": "early", "method": "tools/call", "params": ["name": "one__echo"],
            ])
            #expect(try await trial.agent.answer(to: "early").error != nil)
            #expect(trial.log().calls("echo").isEmpty)
        }
    }

    @Test func `both eras are served on the same pipe`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let agent = trial.agent
            agent.write([
                "jsonrpc": "2.0", "id": "hello", "method": "initialize",
                "params": [
                    "protocolVersion": "2025-06-18", "capabilities": [:], "clientInfo": ["name": "a", "version": "1"],
                ],
            ])
            let hello = try await agent.answer(to: "hello")
            #expect(hello.result?["protocolVersion"] == "2025-06-18")
            #expect(hello.result?["serverInfo"]?["name"] == "mcphub")
            agent.notify("notifications/initialized")
            agent.write(["jsonrpc": "2.0", "id": "old", "method": "tools/call", "params": ["name": "one__echo"]])
            #expect(try await agent.answer(to: "old").result?["resultType"] == nil)
            #expect(try await agent.call("one__echo").result?["resultType"] == "complete")
        }
    }

    @Test func `a child gets the variables it is given and those it needs, and no others`() async throws {
        let child = ScriptedChild.legacy()
        try await HubTrial.run([child]) { trial async throws in
            let names =
                try await trial.agent.call("one__environment").text?.split(separator: " ").map(String.init) ?? []
            #expect(names.contains("PATH") && names.contains("HOME") && names.contains("MCPHUB_TRIAL"))
            #expect(!names.contains { $0.hasPrefix("XDG_") }, "\(names)")
        }
    }

    @Test func `a secret in the configuration is in no error, log or status`() async throws {
        let secret = "hunter2-\(UUID().uuidString)"
        let folder = try TemporaryFolder()
        try await Turnstile.hubs.pass {
            let servers: JSONValue = [
                "one": ["command": "/no/such/program", "args": [.string(secret)], "env": ["TOKEN": .string(secret)]],
                "two": ["command": "${NOT_SET_ANYWHERE}", "env": ["TOKEN": .string(secret)]],
            ]
            let once: JSONValue = ["restart": ["policy": "never"]]
            let configuration: JSONValue = [
                "mcpServers": servers, "hub": ["tools": ["hub_status"], "servers": ["one": once, "two": once]],
            ]
            try folder.write(configuration.description, to: "mcphub.json")
            let agent = try ScriptedAgent(
                HubTrial.command(in: folder), environment: folder.environment, errors: folder.file("hub.err"))
            defer { agent.process.closeInput() }
            try await Patience.until("both to have failed") {
                let status = try await agent.call("hub_status").result?["structuredContent"]?["servers"]?.array ?? []
                return status.count == 2 && status.allSatisfy { $0["state"] == "failed" }
            }
            for child in ["one", "two"] { #expect(try await agent.call("\(child)__echo").trouble != nil) }
            let everything = "\(JSONValue.array(agent.heard))" + (folder.read("hub.err") ?? "")
            #expect(!everything.contains(secret))
            #expect(everything.contains("/no/such/program"))
            #expect(everything.contains("NOT_SET_ANYWHERE"))
        }
    }
}

import Foundation
import MCP
import Testing

/// Configurations that change while the hub runs.
@Suite struct ReloadTests {
    private static let small = ["--only", "echo,gate,open_gate,whoami"]

    private static func child(_ key: String, _ flags: String...) -> ScriptedChild {
        ScriptedChild(key: key, flags: small + flags)
    }

    @Test(arguments: IdentityTests.manners)
    func `a child whose entry changes is started anew, and the others and their calls go on`(
        manner: ScriptedAgent.Manner
    ) async throws {
        try await HubTrial.run([Self.child("one"), Self.child("two")], as: manner) { trial async throws in
            if manner == .modern { try await SubscriptionTests.listen(trial.agent, ["toolsListChanged": true]) }
            let start = trial.agent.heard.count
            let open = trial.agent.start("two__gate")
            try await trial.log("two").untilCalled("gate")
            try HubTrial.configure([Self.child("one", "--tool", "more"), Self.child("two")], [:], in: trial.folder)
            _ = try await trial.agent.notification(SubscriptionTests.tools, from: start)
            try await trial.untilTools("list what is new") { $0.contains("one__more") }
            #expect(try await trial.agent.call("one__more").text == "more of one")
            try await trial.agent.call("two__open_gate")
            #expect(try await trial.agent.answer(to: open).text == "through gate")
            #expect(trial.log("one").starts().count == 2)
            #expect(trial.log("two").starts().count == 1)
            let old = try #require(trial.log("one").starts().first)
            try await Patience.until("the end of the old one") { ProcessTable.entry(old) == nil }
        }
    }

    @Test func `children that are added come, and those that are removed go`() async throws {
        try await HubTrial.run([Self.child("one"), Self.child("two")]) { trial async throws in
            try HubTrial.configure([Self.child("two"), Self.child("three")], [:], in: trial.folder)
            try await trial.untilTools("list the new child and not the old") { names in
                names.contains("three__echo") && !names.contains("one__echo")
            }
            #expect(try await trial.agent.call("three__echo", ["text": "new"]).text == "new")
            #expect(try await trial.agent.call("one__echo").code == -32602)
            try await trial.log("one").until("its end") { $0.events("end of input").count == 1 }
            #expect(trial.log("two").starts().count == 1)
        }
    }

    @Test func `a call on a child that is removed is answered with the reason`() async throws {
        try await HubTrial.run([Self.child("one"), Self.child("two")]) { trial async throws in
            let lost = trial.agent.start("one__gate")
            try await trial.log("one").untilCalled("gate")
            try HubTrial.configure([Self.child("two")], [:], in: trial.folder)
            let answer = try await trial.agent.answer(to: lost)
            #expect(answer.trouble?.contains("one") == true, "\(answer)")
        }
    }

    static let broken = [
        (#"{"mcpServers": {"#, "mcphub.json:1"), (#"{"mcpServers": {"one": {}}}"#, "mcphub.json:1"),
        ("{\n\"hub\": {\"nmaes\": \"plain\"}}", "mcphub.json:2"), ("", "mcphub.json"),
    ]

    @Test(arguments: broken)
    func `an invalid file keeps what was there and says where it is wrong`(text: String, place: String) async throws {
        try await HubTrial.run([Self.child("one")]) { trial async throws in
            try trial.folder.write(text, to: "mcphub.json")
            try await Patience.until("a complaint") { trial.complaints.contains(place) }
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            #expect(trial.log("one").starts().count == 1)
            try HubTrial.configure([Self.child("one"), Self.child("two")], [:], in: trial.folder)
            try await trial.untilTools("list what is new") { $0.contains("two__echo") }
            #expect(trial.log("one").starts().count == 1)
        }
    }

    @Test func `a hangup makes the hub read its configuration and nothing else`() async throws {
        try await HubTrial.run([Self.child("one")]) { trial async throws in
            try HubTrial.configure([Self.child("one")], ["tools": ["hub_status"]], in: trial.folder)
            trial.agent.process.send(signal: SIGHUP)
            try await trial.untilTools("list the hub's own tool") { $0.contains("hub_status") }
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            #expect(trial.log("one").starts().count == 1)
            #expect(trial.agent.process.exit.now == nil)
        }
    }

    @Test func `settings of names take effect without a restart`() async throws {
        try await HubTrial.run([Self.child("one")]) { trial async throws in
            try HubTrial.configure([Self.child("one")], ["separator": "-"], in: trial.folder)
            try await trial.untilTools("list the new names") { $0.contains("one-echo") }
            #expect(try await trial.agent.call("one-echo", ["text": "on"]).text == "on")
            #expect(trial.log("one").starts().count == 1)
        }
    }

    @Test func `a child that was given up is tried again when its entry changes`() async throws {
        let dead = Self.child("one", "--die").with(["restart": ["policy": "never"]]).unawaited()
        try await HubTrial.run([dead], hub: ["tools": ["hub_status"]]) { trial async throws in
            _ = try await CrashTests.status(trial, of: "one", is: "failed")
            try HubTrial.configure([Self.child("one")], ["tools": ["hub_status"]], in: trial.folder)
            try await trial.untilTools("list the child") { $0.contains("one__echo") }
        }
    }

    @Test func `a configuration without a server is served, and filled later`() async throws {
        try await HubTrial.run([]) { trial async throws in
            #expect(try await trial.agent.toolNames().isEmpty)
            try HubTrial.configure([Self.child("one")], [:], in: trial.folder)
            try await trial.untilTools("list the child") { $0.contains("one__echo") }
        }
    }
}

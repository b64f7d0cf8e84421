import Foundation
import MCP
import Testing

/// Children that are slow, silent, noisy or say too much.
@Suite struct SlowChildTests {
    static let status: JSONObject = ["tools": ["hub_status"]]

    @Test func `a child that starts slowly delays nobody, and is there when it is`() async throws {
        let folder = try TemporaryFolder()
        let slow = ScriptedChild.legacy("slow", "--start-when", folder.file("go")).unawaited()
        try await HubTrial.run([slow, .legacy()], hub: Self.status, in: folder) { trial async throws in
            let (id, _) = try await SubscriptionTests.listen(trial.agent, ["toolsListChanged": true])
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            _ = try await CrashTests.status(trial, of: "slow", is: "starting")
            try folder.write("", to: "go")
            _ = try await trial.agent.notification(SubscriptionTests.tools)
            try await trial.untilTools("list the slow one") { $0.contains("slow__echo") }
            #expect(try await trial.agent.call("slow__echo", ["text": "here"]).text == "here")
            #expect(SubscriptionTests.messages(trial.agent, of: id).count == 2)
        }
    }

    @Test func `a child that says nothing is given up in time, with a reason`() async throws {
        let settings: JSONObject = ["startTimeout": "3s", "restart": ["policy": "never"]]
        let silent = ScriptedChild.legacy("silent", "--mute").unawaited().with(settings)
        try await HubTrial.run([silent, .legacy()], hub: Self.status) { trial async throws in
            let status = try await CrashTests.status(trial, of: "silent", is: "failed")
            #expect(status["problem"]?.string?.isEmpty == false, "\(status)")
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            let process = try #require(trial.log("silent").starts().first)
            try await Patience.until("its end") { ProcessTable.entry(process) == nil }
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `a call that takes too long is answered with an error and cancelled at the child`(
        era: ProtocolVersion.Era
    )
        async throws
    {
        try await HubTrial.run([.speaking(era).with(["callTimeout": "300ms"])]) { trial async throws in
            let answer = try await trial.agent.call("one__gate")
            CrashTests.expect(answer, toName: "one", ["time", "300", "long", "answer"])
            try await trial.log().until("the cancellation") { $0.events("cancelled").count == 1 }
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            #expect(trial.log().starts().count == 1)
        }
    }

    @Test func `while a call waits for an answer its time does not run`() async throws {
        try await HubTrial.run([
            .legacy().with(["callTimeout": "200ms"]), .legacy("two").with(["callTimeout": "600ms"]),
        ]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            // Longer than the first call may take.
            #expect(try await trial.agent.call("two__gate").trouble != nil)
            let done = try await trial.agent.retry(
                "one__ask_form", state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(done.text == "accept: Ada")
        }
    }

    @Test func `noise of a child is skipped and counted`() async throws {
        try await HubTrial.run([.legacy("one", "--noise", "9")], hub: Self.status) { trial async throws in
            #expect(try await trial.agent.call("one__garbage").text == "answered")
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            let status = try await CrashTests.status(trial, of: "one", is: "ready")
            #expect(status["skippedLines"]?.integer ?? 0 >= 12, "\(status)")
            #expect(trial.agent.process.output.now.noise.isEmpty)
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `a flood on standard error stalls no child, and its end is kept`(era: ProtocolVersion.Era) async throws {
        let dead: JSONObject = ["restart": ["policy": "never"]]
        try await HubTrial.run([.speaking(era, "one", "--flood", "4096").with(dead)], hub: Self.status) {
            trial async throws in
            #expect(try await trial.agent.call("one__flood_stderr", ["kilobytes": 4096]).text == "flooded")
            #expect(try await trial.agent.call("one__crash").trouble != nil)
            let status = try await CrashTests.status(trial, of: "one", is: "failed")
            let lines = status["lastErrorLines"]?.array ?? []
            #expect(lines.last == "the disk is on fire", "\(lines.suffix(3))")
            #expect(lines.count < 1000)
        }
    }

    @Test func `the reason of a crash is kept when it stands behind much that was not read yet`() async throws {
        let dead: JSONObject = ["restart": ["policy": "never"]]
        let children = (1...8).map { ScriptedChild.legacy("c\($0)").with(dead) }
        try await HubTrial.run(children, hub: Self.status) { trial async throws in
            for child in children {
                #expect(try await trial.agent.call("\(child.key)__crash_loudly").trouble != nil)
                let status = try await CrashTests.status(trial, of: child.key, is: "failed")
                #expect(status["lastErrorLines"]?.array?.last == "the disk is on fire")
            }
        }
    }

    @Test func `the reason of a child that falls silent is told although it does not end`() async throws {
        let dead: JSONObject = ["restart": ["policy": "never"]]
        try await HubTrial.run([.legacy("one", "--stubborn").with(dead)], hub: Self.status) { trial async throws in
            #expect(try await trial.agent.call("one__fall_silent_loudly").trouble != nil)
            let status = try await CrashTests.status(trial, of: "one", is: "failed")
            #expect(status["lastErrorLines"]?.array?.last == "the disk is on fire")
        }
    }

    static let mebibyte: JSONObject = ["limits": ["messageBytes": "1MiB"], "tools": ["hub_status"]]

    @Test(arguments: QuestionTests.eras)
    func `an answer that is too long fails its call and no other`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)], hub: Self.mebibyte) { trial async throws in
            let open = trial.agent.start("one__gate")
            try await trial.log().untilCalled("gate")
            let answer = try await trial.agent.call("one__long_line", ["bytes": 2_000_000])
            #expect(answer.trouble != nil, "\(String(answer.description.prefix(300)))")
            #expect(answer.trouble?.contains("one") == true)
            let most = try await trial.agent.call("one__long_line", ["bytes": 1_000_000])
            #expect(most.text?.utf8.count == 1_000_000)
            try await trial.agent.call("one__open_gate")
            #expect(try await trial.agent.answer(to: open).text == "through gate")
            #expect(trial.log().starts().count == 1)
        }
    }

    @Test func `a line of more than 64 MiB fails its call, and one of 16 MiB arrives`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let open = trial.agent.start("one__gate")
            let lost = trial.agent.start("one__long_line", ["bytes": 67_108_864])
            let kept = try await trial.agent.call("one__long_line", ["bytes": 16_777_216])
            #expect(kept.text?.utf8.count == 16_777_216)
            #expect(try await trial.agent.answer(to: lost).trouble != nil)
            try await trial.agent.call("one__open_gate")
            #expect(try await trial.agent.answer(to: open).text == "through gate")
        }
    }

    @Test func `a result longer than results may be is an error, and the child goes on`() async throws {
        try await HubTrial.run([.legacy()], hub: ["limits": ["resultBytes": "64KiB"]]) { trial async throws in
            let answer = try await trial.agent.call("one__long_line", ["bytes": 100_000])
            #expect(answer.trouble != nil, "\(String(answer.description.prefix(300)))")
            #expect(answer.description.utf8.count < 10_000)
            #expect(try await trial.agent.call("one__long_line", ["bytes": 60_000]).text?.utf8.count == 60_000)
            #expect(trial.log().starts().count == 1)
        }
    }

    @Test func `a line without an end costs its child and nobody else`() async throws {
        let child = ScriptedChild.legacy().with(["callTimeout": "1s"])
        try await HubTrial.run([child, .legacy("two")], hub: Self.mebibyte) { trial async throws in
            let lost = trial.agent.start("one__endless_line")
            try await trial.log("one").untilCalled("endless_line")
            #expect(try await trial.agent.call("two__echo", ["text": "on"]).text == "on")
            #expect(try await trial.agent.answer(to: lost).trouble?.contains("one") == true)
            #expect(try await trial.agent.call("two__echo", ["text": "on"]).text == "on")
        }
    }

    @Test func `ten thousand tools are listed, and the last of them is called`() async throws {
        let child = ScriptedChild.legacy("one", "--only", "echo", "--many", "9999", "--pages", "20")
        try await HubTrial.run([child]) { trial async throws in
            #expect(try await trial.agent.toolNames().count == 10_000)
            #expect(try await trial.agent.call("one__tool_09998").text == "tool_09998 of one")
        }
    }

    @Test func `of more tools than a child may have the first are listed, and the hub says so`() async throws {
        let hub: JSONObject = ["limits": ["toolsPerServer": 100], "tools": ["hub_status"]]
        let child = ScriptedChild.legacy("one", "--only", "echo", "--many", "300")
        try await HubTrial.run([child], hub: hub) { trial async throws in
            #expect(try await trial.agent.toolNames().count == 101)
            let status = try await CrashTests.status(trial, of: "one", is: "ready")
            #expect(status["toolCount"] == 100)
            #expect(status["problem"]?.string?.contains("100") == true, "\(status)")
        }
    }

    @Test func `more calls than one child may have at a time are refused or wait, and all are answered`()
        async throws
    {
        let hub: JSONObject = ["limits": ["concurrentCallsPerServer": 2]]
        try await HubTrial.run([.legacy(), .legacy("two")], hub: hub) { trial async throws in
            let arguments: JSONObject = ["file": .string(trial.folder.file("open"))]
            let calls = (0..<5).map { _ in trial.agent.start("one__gate", arguments) }
            #expect(try await trial.agent.call("two__echo", ["text": "on"]).text == "on")
            try await trial.log().untilCalled("gate", times: 2)
            #expect(trial.log().calls("gate").count == 2)
            try trial.folder.write("", to: "open")
            let answers = try await Self.answers(trial.agent, calls)
            #expect(answers.filter { $0.text == "through gate" }.count >= 2)
            #expect(answers.allSatisfy { $0.text == "through gate" || $0.trouble != nil })
        }
    }

    private static func answers(_ agent: ScriptedAgent, _ ids: [JSONValue]) async throws -> [Answer] {
        var answers: [Answer] = []
        for id in ids { answers.append(try await agent.answer(to: id)) }
        return answers
    }
}

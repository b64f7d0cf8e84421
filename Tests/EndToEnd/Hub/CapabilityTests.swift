import MCP
import Testing

/// Agents that cannot be asked, or not by everybody at once: checks X7 and X8.
@Suite struct CapabilityTests {
    /// A tool that asks, and an agent that has not declared what it asks for.
    struct Lack: CustomTestStringConvertible {
        let tool: String
        let declared: JSONObject
        let missing: String

        var testDescription: String { "\(tool), declared: \(JSONValue.object(declared))" }
    }

    static let lacks = [
        Lack(tool: "ask_form", declared: [:], missing: "elicitation"),
        Lack(tool: "ask_form", declared: ["elicitation": ["url": [:]]], missing: "elicitation"),
        Lack(tool: "ask_url", declared: ["elicitation": [:]], missing: "elicitation"),
        Lack(tool: "ask_url", declared: ["elicitation": ["form": [:]]], missing: "elicitation"),
        Lack(tool: "ask_sampling", declared: ["elicitation": [:], "roots": [:]], missing: "sampling"),
        Lack(tool: "ask_sampling_with_tools", declared: ["sampling": [:]], missing: "sampling"),
        Lack(tool: "ask_roots", declared: ["elicitation": [:], "sampling": [:]], missing: "roots"),
    ]

    @Test(arguments: lacks)
    func `X7: a legacy child is told that an agent cannot be asked, and the agent never is`(lack: Lack) async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let answer = try await trial.agent.call("one__\(lack.tool)", capabilities: lack.declared)
            #expect(!answer.isInputRequired)
            if answer.code == -32021 {
                #expect(answer.error?["data"]?["requiredCapabilities"]?[lack.missing] != nil)
            } else {
                #expect(answer.isError)
                #expect(answer.text?.hasPrefix("refused -") == true, "\(answer)")
            }
            #expect(trial.log().answers().map { $0["error"] != nil } == [true])
        }
    }

    @Test(arguments: lacks)
    func `X7: a modern child sees what its caller has declared, and its refusal arrives`(lack: Lack) async throws {
        try await HubTrial.run([.modern()]) { trial async throws in
            let answer = try await trial.agent.call("one__\(lack.tool)", capabilities: lack.declared)
            #expect(answer.code == -32021, "\(answer)")
            #expect(answer.error?["data"]?["requiredCapabilities"]?[lack.missing] != nil)
            let seen = trial.log().calls(lack.tool).first?["params"]?["_meta"]
            let declared = seen?["io.modelcontextprotocol/clientCapabilities"]
            #expect(Answer.keys(declared) == lack.declared.members.map(\.key).sorted())
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `X7: capabilities count for the request that declares them and no other`(
        era: ProtocolVersion.Era
    )
        async throws
    {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            for _ in 0..<2 {
                let refused = try await trial.agent.call("one__ask_form", capabilities: [:])
                #expect(!refused.isInputRequired && refused.trouble != nil)
                let asked = try await trial.agent.ask("one__ask_form")
                let done = try await trial.agent.retry(
                    "one__ask_form", state: asked.state, [asked.key: Reply.name("Ada")])
                #expect(done.text == "accept: Ada")
            }
        }
    }

    @Test func `X8: two calls that ask at the same time get their own questions or a refusal`() async throws {
        try await HubTrial.run([.legacy("one"), .legacy("two")]) { trial async throws in
            let calls = try await Self.overlappingCalls(trial, ["first", "second", "third"])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (text, arguments, id) in calls {
                    group.addTask { try await Self.finish(text, arguments, id, trial.agent) }
                }
                try await group.waitForAll()
            }
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
        }
    }

    @Test func `X8: two calls of a legacy agent that ask at the same time get their own answers or a refusal`()
        async throws
    {
        try await HubTrial.run([.legacy("one"), .legacy("two")], as: .handshake) { trial async throws in
            let agent = trial.agent
            let user = Task {
                for number in 1... {
                    let question = try await agent.question(number)
                    agent.reply(to: question, Reply.name(question["params"]?["message"]?.string ?? "nobody"))
                }
            }
            defer { user.cancel() }
            for (text, _, id) in try await Self.overlappingCalls(trial, ["first", "second", "third"]) {
                let answer = try await agent.answer(to: id)
                #expect(answer.trouble != nil || answer.text == "accept: \(text)", "\(answer)")
            }
        }
    }

    @Test(arguments: [ScriptedAgent.Manner.modern, .handshake])
    func `X8: a question that no call can be the reason of is refused`(manner: ScriptedAgent.Manner) async throws {
        try await HubTrial.run([.legacy()], as: manner) { trial async throws in
            #expect(try await trial.agent.call("one__ask_afterwards").text == "answered")
            try await trial.log().until("the refusal") { $0.events("afterwards").count == 1 }
            #expect(trial.log().events("afterwards").first?["refusal"]?.string != nil)
            try await trial.agent.barrier()
            #expect(trial.agent.questions.isEmpty)
        }
    }

    /// Calls that wait in the child, as far as the hub lets them in, and then ask together.
    private static func overlappingCalls(
        _ trial: HubTrial, _ texts: [String]
    ) async throws -> [(String, JSONObject, JSONValue)] {
        let calls = texts.map { text in
            let arguments: JSONObject = ["text": .string(text), "file": .string(trial.folder.file("open"))]
            return (text, arguments, trial.agent.start("one__ask_after_gate", arguments))
        }
        // When the other child has answered, the hub has passed on all that it will.
        try await trial.agent.call("two__echo")
        try await trial.log().untilCalled("ask_after_gate")
        try trial.folder.write("", to: "open")
        return calls
    }

    /// Follows one of the calls to its end.
    private static func finish(
        _ text: String, _ arguments: JSONObject, _ id: JSONValue, _ agent: ScriptedAgent
    ) async throws {
        let first = try await agent.answer(to: id)
        guard first.isInputRequired else {
            #expect(first.trouble != nil, "\(first)")
            return
        }
        #expect(first.questions.map(\.text) == [text])
        let last = try await agent.retry(
            "one__ask_after_gate", arguments, state: first.state, [first.key: Reply.name(text)])
        #expect(last.trouble != nil || last.text == "accept: \(text)", "\(last)")
    }
}

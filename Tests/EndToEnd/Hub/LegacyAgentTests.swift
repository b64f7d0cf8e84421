import MCP
import Testing

/// Legacy agents on children that ask: check Y1.
@Suite struct LegacyAgentTests {
    @Test(arguments: QuestionTests.eras)
    func `Y1: a question reaches a legacy agent as a request, and its answer completes the call`(
        era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)], as: .handshake) { trial async throws in
            let call = trial.agent.start("one__ask_form", ["text": "Who are you?"])
            let question = try await trial.agent.question()
            #expect(question["method"] == "elicitation/create")
            #expect(question["params"]?["message"] == "Who are you?")
            #expect(question["params"]?["requestedSchema"]?["required"] == ["name"])
            trial.agent.reply(to: question, Reply.name("Ada"))
            #expect(try await trial.agent.answer(to: call).text == "accept: Ada")
            #expect(trial.agent.questions.count == 1)
        }
    }

    @Test func `Y1: a modern child is called again with a new id, the answer and its state as it was`() async throws {
        try await HubTrial.run([.modern()], as: .handshake) { trial async throws in
            let call = trial.agent.start("one__ask_form", ["text": "Who?"])
            trial.agent.reply(to: try await trial.agent.question(), Reply.name("Ada"))
            _ = try await trial.agent.answer(to: call)
            let calls = trial.log().calls("ask_form")
            try #require(calls.count == 2)
            #expect(calls[0]["id"] != calls[1]["id"])
            #expect(calls[1]["params"]?["arguments"] == ["text": "Who?"])
            #expect(calls[1]["params"]?["inputResponses"] == ["name": Reply.name("Ada")])
            let asked = try #require(trial.log().sent().first { $0["result"]?["requestState"] != nil })
            #expect(calls[1]["params"]?["requestState"] == asked["result"]?["requestState"])
            #expect(calls[0]["params"]?["requestState"] == nil && calls[0]["params"]?["inputResponses"] == nil)
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Y1: two rounds and two questions at once are requests one by one`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)], as: .handshake) { trial async throws in
            let rounds = trial.agent.start("one__ask_twice")
            trial.agent.reply(to: try await trial.agent.question(1), Reply.name("Ada"))
            trial.agent.reply(to: try await trial.agent.question(2), Reply.accept(["colour": "green"]))
            #expect(try await trial.agent.answer(to: rounds).text == "accept: Ada; accept: green")

            let together = trial.agent.start("one__ask_two_at_once")
            for number in [3, 4] {
                let question = try await trial.agent.question(number)
                let isName = question["params"]?["message"] == "Your name?"
                trial.agent.reply(to: question, isName ? Reply.decline : Reply.accept(["colour": "red"]))
            }
            #expect(try await trial.agent.answer(to: together).text == "decline; accept: red")
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Y1: questions to the model and for folders reach a legacy agent`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)], as: .handshake) { trial async throws in
            let sampling = trial.agent.start("one__ask_sampling", ["text": "Sum it up."])
            let question = try await trial.agent.question(1)
            #expect(question["method"] == "sampling/createMessage")
            trial.agent.reply(to: question, Reply.sampled("short"))
            #expect(try await trial.agent.answer(to: sampling).text == "short")

            let roots = trial.agent.start("one__ask_roots")
            trial.agent.reply(to: try await trial.agent.question(2), Reply.roots("file:///one"))
            #expect(try await trial.agent.answer(to: roots).text == "file:///one")
        }
    }

    @Test func `Y1: a result of a state alone is called again until there is more`() async throws {
        try await HubTrial.run([.modern()], as: .handshake) { trial async throws in
            #expect(try await trial.agent.call("one__ask_state_only", ["rounds": 3]).text == "done after 3")
            #expect(trial.log().calls("ask_state_only").count == 4)
        }
    }

    @Test func `Y1: a child that answers with states for ever is given up`() async throws {
        try await HubTrial.run([.modern()], as: .handshake) { trial async throws in
            let call = trial.agent.start("one__ask_state_only", ["rounds": 100_000])
            // The hub waits longer and longer between two calls.
            let answer = try await trial.agent.answer(to: call, seconds: 120)
            #expect(answer.trouble != nil)
            #expect((2...30).contains(trial.log().calls("ask_state_only").count))
        }
    }

    @Test(
        arguments: [
            ("ask_form", [:], "elicitation"), ("ask_sampling", ["elicitation": [:]], "sampling"),
            ("ask_roots", ["sampling": [:]], "roots"),
        ] as [(String, JSONObject, String)])
    func `Y1: a modern child is told what a legacy agent lacks, and the agent is told in words`(
        tool: String, declared: JSONObject, missing: String
    ) async throws {
        try await HubTrial.run([.modern()], as: .handshake, capabilities: declared) { trial async throws in
            let answer = try await trial.agent.call("one__\(tool)")
            #expect(answer.isError, "\(answer)")
            #expect(answer.text?.contains(missing) == true, "\(answer)")
            let meta = trial.log().calls(tool).first?["params"]?["_meta"]
            #expect(
                Answer.keys(meta?["io.modelcontextprotocol/clientCapabilities"])
                    == declared.members.map(\.key).sorted())
            #expect(trial.agent.questions.isEmpty)
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Y1: a page has a name for an agent of 2025-11-25`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)], as: .handshake) { trial async throws in
            let call = trial.agent.start("one__ask_url")
            let question = try await trial.agent.question()
            #expect(question["params"]?["mode"] == "url")
            #expect(question["params"]?["url"] == "https://example.com/consent")
            #expect(question["params"]?["elicitationId"]?.string?.isEmpty == false)
            trial.agent.reply(to: question, Reply.consent)
            #expect(try await trial.agent.answer(to: call).text == "accept")
        }
    }

    @Test(arguments: QuestionTests.eras, ["2025-06-18", "2025-03-26"])
    func `Y1: an agent of a revision without pages is not sent to one`(
        era: ProtocolVersion.Era, version: String
    )
        async throws
    {
        try await HubTrial.run([.speaking(era)], as: .legacy(version), capabilities: ["elicitation": [:]]) {
            trial async throws in
            let answer = try await trial.agent.call("one__ask_url")
            #expect(answer.isError, "\(answer)")
            #expect(trial.agent.questions.isEmpty)
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Y1: a question that the agent answers with an error ends the call with the reason`(
        era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)], as: .handshake) { trial async throws in
            let call = trial.agent.start("one__ask_sampling")
            trial.agent.refuse(try await trial.agent.question(), code: -1, message: "the user said no")
            let answer = try await trial.agent.answer(to: call)
            #expect(answer.trouble?.contains("the user said no") == true, "\(answer)")
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Y1: an agent that cancels while it is asked is not answered, and the child's work ends`(
        era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)], as: .handshake) { trial async throws in
            let call = trial.agent.start("one__ask_form")
            let question = try await trial.agent.question()
            trial.agent.cancel(call)
            if era == .legacy {
                let log = trial.log()
                try await log.until("the cancellation") { $0.received("notifications/cancelled").count == 1 }
            }
            trial.agent.reply(to: question, Reply.name("late"))
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            #expect(trial.agent.answers(to: call).isEmpty)
            #expect(trial.log().calls("ask_form").count == 1)
        }
    }
}

import MCP
import Testing

/// Ids and progress tokens, which are each side's own: checks Z1 and Z2.
@Suite struct IdentityTests {
    static let manners: [ScriptedAgent.Manner] = [.modern, .handshake]

    @Test(arguments: manners)
    func `Z1: the ids 1 and "1" are open at the same time and each is answered`(
        manner: ScriptedAgent.Manner
    )
        async throws
    {
        try await HubTrial.run([.legacy()], as: manner) { trial async throws in
            trial.agent.start("one__gate", ["name": "number"], id: 1)
            trial.agent.start("one__gate", ["name": "text"], id: "1")
            try await trial.agent.call("one__open_gate", ["name": "text"])
            #expect(try await trial.agent.answer(to: "1").text == "through text")
            #expect(trial.agent.answers(to: 1).isEmpty)
            try await trial.agent.call("one__open_gate", ["name": "number"])
            #expect(try await trial.agent.answer(to: 1).text == "through number")
        }
    }

    @Test func `Z1: an id comes back exactly as it was`() async throws {
        let ids: [JSONValue] = [
            0, -1, 9_007_199_254_740_993, 9_223_372_036_854_775_807, "", "é \"quoted\" \\ \u{1F409}", "null", "a\u{0}b",
        ]
        try await HubTrial.run([.legacy()]) { trial async throws in
            for id in ids {
                let answer = try await trial.agent.call("one__echo", ["text": .string("\(id)")], id: id)
                #expect(answer.text == "\(id)")
            }
            let seen = trial.log().calls("echo").compactMap { $0["id"] }
            #expect(Set(seen).count == seen.count)
        }
    }

    @Test func `Z1: the ids of a child are the hub's own, also when an agent uses one again`() async throws {
        try await HubTrial.run([.legacy(), .modern("two")]) { trial async throws in
            for number in 1...6 {
                trial.agent.start(number % 2 == 0 ? "one__echo" : "two__echo", id: "same")
                try await Patience.until("answer \(number)") { trial.agent.answers(to: "same").count == number }
            }
            for child in ["one", "two"] {
                let ids = trial.log(child).received().compactMap { $0["id"] }
                #expect(Set(ids).count == ids.count)
                #expect(!ids.contains("same"))
            }
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z1: a second answer and answers to nothing are dropped`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let twice = try await trial.agent.call("one__duplicate_answer", id: "twice")
            #expect(twice.text == "first")
            #expect(try await trial.agent.call("one__unknown_id_answer", id: "once").text == "for you")
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            #expect(trial.agent.answers(to: "twice").count == 1)
            #expect(!"\(JSONValue.array(trial.agent.heard))".contains("for nobody"))
            #expect(trial.log().starts().count == 1)
        }
    }

    @Test func `Z1: many calls to both eras at once each get their own answer`() async throws {
        try await HubTrial.run([.legacy(), .modern("two")]) { trial async throws in
            let ids = (0..<300).map { number in
                trial.agent.start(number % 2 == 0 ? "one__echo" : "two__echo", ["text": .string("text \(number)")])
            }
            for (number, id) in ids.enumerated() {
                #expect(try await trial.agent.answer(to: id).text == "text \(number)")
            }
        }
    }

    private static func reports(_ agent: ScriptedAgent, token: JSONValue) -> [Int] {
        agent.notifications("notifications/progress").filter { $0["params"]?["progressToken"] == token }
            .compactMap { $0["params"]?["progress"]?.integer }
    }

    @Test(arguments: manners, QuestionTests.eras)
    func `Z2: the tokens 7 and "7" are used at the same time and each call hears its own progress`(
        manner: ScriptedAgent.Manner, era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)], as: manner) { trial async throws in
            let number = trial.agent.start("one__progress_at_gate", ["name": "number"], meta: ["progressToken": 7])
            let text = trial.agent.start("one__progress_at_gate", ["name": "text"], meta: ["progressToken": "7"])
            try await trial.agent.call("one__open_gate", ["name": "text"])
            _ = try await trial.agent.answer(to: text)
            #expect(Self.reports(trial.agent, token: "7") == [1, 2])
            #expect(Self.reports(trial.agent, token: 7) == [1])
            try await trial.agent.call("one__open_gate", ["name": "number"])
            _ = try await trial.agent.answer(to: number)
            #expect(Self.reports(trial.agent, token: 7) == [1, 2])
            let tokens = trial.log().calls("progress_at_gate").compactMap { $0["params"]?["_meta"]?["progressToken"] }
            #expect(Set(tokens).count == 2)
        }
    }

    @Test(arguments: manners, QuestionTests.eras)
    func `Z2: progress only increases, and none comes behind the answer`(
        manner: ScriptedAgent.Manner, era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)], as: manner) { trial async throws in
            let arguments: JSONObject = ["values": [1, 2, 2, 1, 3, 3, 10], "after": true]
            try await trial.agent.call("one__progress", arguments, meta: ["progressToken": "t"])
            try await trial.agent.call("one__echo")
            #expect(Self.reports(trial.agent, token: "t") == [1, 2, 3, 10])
            let first = try #require(trial.agent.notifications("notifications/progress").first)
            #expect(first["params"]?["total"] == 100)
        }
    }

    @Test func `Z2: nothing is reported to a call that did not ask`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            try await trial.agent.call("one__progress", ["values": [1, 2]])
            try await trial.agent.call("one__echo")
            #expect(trial.agent.notifications("notifications/progress").isEmpty)
        }
    }

    @Test func `Z2: progress goes on increasing behind a question, under the token of the retry`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let tool = "one__progress_around_question"
            let asked = try await trial.agent.ask(tool, meta: ["progressToken": "before"])
            let done = try await trial.agent.retry(
                tool, state: asked.state, [asked.key: Reply.name("Ada")], meta: ["progressToken": "behind"])
            #expect(done.text == "accept: Ada")
            try await trial.agent.call("one__echo")
            #expect(Self.reports(trial.agent, token: "before") == [1, 2])
            #expect(Self.reports(trial.agent, token: "behind") == [3, 4])
        }
    }

    @Test func `Z2: a retry without a token hears no progress`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let tool = "one__progress_around_question"
            let asked = try await trial.agent.ask(tool, meta: ["progressToken": "before"])
            _ = try await trial.agent.retry(tool, state: asked.state, [asked.key: Reply.name("Ada")])
            try await trial.agent.call("one__echo")
            #expect(trial.agent.notifications("notifications/progress").count == 2)
        }
    }
}

import Foundation
import MCP
import Testing

/// Children that ask while they are called by a modern agent: checks X1 to X4, X9 and X10.
@Suite struct QuestionTests {
    static let eras: [ProtocolVersion.Era] = [.legacy, .modern]

    @Test func `X1: a question of a legacy child is an input_required result, and the retry completes the one call`()
        async throws
    {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let arguments: JSONObject = ["text": "Who are you?"]
            let asked = try await trial.agent.ask("one__ask_form", arguments)
            let question = try #require(asked.questions.first)
            #expect(asked.questions.count == 1)
            #expect(Answer.keys(question.whole) == ["method", "params"])
            #expect(question.method == "elicitation/create")
            #expect(question.text == "Who are you?")
            #expect(question.params?["requestedSchema"]?["required"] == ["name"])
            #expect(asked.result?["ttlMs"] == nil && asked.result?["cacheScope"] == nil)
            let done = try await trial.agent.retry(
                "one__ask_form", arguments, state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(done.text == "accept: Ada")
            #expect(done.result?["resultType"] == "complete")
            #expect(trial.log().calls("ask_form").count == 1)
            #expect(trial.log().answers().count == 1)
        }
    }

    @Test func `X1: a modern child gets its own state back, which the agent never sees`() async throws {
        try await HubTrial.run([.modern()]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            let done = try await trial.agent.retry(
                "one__ask_form", state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(done.text == "accept: Ada")
            let calls = trial.log().calls("ask_form")
            let sent = trial.log().sent().compactMap { $0["result"]?["requestState"] }
            #expect(calls.count == 2)
            #expect(calls.last?["params"]?["requestState"] == sent.first)
            #expect(asked.state.map(JSONValue.string) != sent.first)
            #expect(calls.first?["id"] != calls.last?["id"])
        }
    }

    @Test(arguments: eras)
    func `X2: two questions one after the other are two rounds with different states`(
        era: ProtocolVersion.Era
    )
        async throws
    {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let first = try await trial.agent.ask("one__ask_twice")
            #expect(!first.key(of: "name").isEmpty)
            let second = try await trial.agent.retry(
                "one__ask_twice", state: first.state, [first.key: Reply.name("Ada")])
            #expect(second.isInputRequired)
            #expect(!second.key(of: "colour").isEmpty)
            #expect(second.state != first.state)
            let last = try await trial.agent.retry(
                "one__ask_twice", state: second.state, [second.key: Reply.accept(["colour": "green"])])
            #expect(last.text == "accept: Ada; accept: green")
            #expect(trial.log().calls("ask_twice").count == (era == .modern ? 3 : 1))
        }
    }

    @Test(arguments: eras)
    func `X3: two questions at the same time are one result with two keys`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_two_at_once")
            #expect(asked.questions.count == 2)
            let (name, colour) = (asked.key(of: "name"), asked.key(of: "colour"))
            let done = try await trial.agent.retry(
                "one__ask_two_at_once", state: asked.state,
                [colour: Reply.accept(["colour": "green"]), name: Reply.name("Ada")])
            #expect(done.text == "accept: Ada; accept: green")
        }
    }

    @Test(arguments: eras)
    func `X4: a retry that answers only one question is asked the other again`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_two_at_once")
            let (name, colour) = (asked.key(of: "name"), asked.key(of: "colour"))
            let ada = Reply.name("Ada")
            let again = try await trial.agent.retry("one__ask_two_at_once", state: asked.state, [name: ada])
            #expect(again.isInputRequired)
            #expect(again.key(of: "colour") == colour)
            #expect(again.state != asked.state)
            let done = try await trial.agent.retry(
                "one__ask_two_at_once", state: again.state,
                [name: ada, colour: Reply.accept(["colour": "green"])])
            #expect(done.text == "accept: Ada; accept: green")
        }
    }

    static let useless: [JSONValue?] = [
        nil, [:], ["nobody-asked": Reply.decline], ["KEY": Reply.accept(["name": 7])], ["KEY": Reply.accept([:])],
    ]

    @Test(arguments: useless)
    func `X4: no answer, and one that does not fit the form, is asked again under the same key`(
        answer: JSONValue?
    )
        async throws
    {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            let again = try await trial.agent.retry(
                "one__ask_form", state: asked.state, Self.renamed(answer, to: asked.key))
            #expect(again.isInputRequired, "\(again)")
            #expect(again.key == asked.key)
            #expect(again.state != asked.state)
            let done = try await trial.agent.retry(
                "one__ask_form", state: again.state, [again.key: Reply.name("Ada"), "more": Reply.cancel])
            #expect(done.text == "accept: Ada")
            #expect(trial.log().answers().count == 1)
        }
    }

    private static func renamed(_ answer: JSONValue?, to key: String) -> JSONValue? {
        guard let value = answer?["KEY"] else { return answer }
        return [key: value]
    }

    @Test(arguments: [[], "yes", 1] as [JSONValue])
    func `X4: answers that are no object are refused`(answers: JSONValue) async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            let refused = try await trial.agent.retry("one__ask_form", state: asked.state, answers)
            #expect(refused.code == -32602)
            #expect(trial.log().answers().isEmpty)
        }
    }

    @Test(arguments: eras, ["decline", "cancel"])
    func `X4: decline and cancel reach the child`(era: ProtocolVersion.Era, action: String) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            let done = try await trial.agent.retry(
                "one__ask_form", state: asked.state, [asked.key: ["action": .string(action)]])
            #expect(done.text == action)
        }
    }

    @Test(arguments: eras) func `X1: a prompt and a resource ask like a tool`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let requests: [(String, JSONObject, String)] = [
                ("prompts/get", ["name": "one__asking"], "asking of one for Ada"),
                ("resources/read", ["uri": "scripted://asking"], "asked Ada"),
            ]
            for (method, params, expected) in requests {
                let asked = try await trial.agent.request(method, params)
                #expect(asked.isInputRequired, "\(asked)")
                var params = params
                params["requestState"] = asked.state.map(JSONValue.string)
                params["inputResponses"] = [asked.key: Reply.name("Ada")]
                #expect(try await trial.agent.request(method, params).text == expected)
            }
        }
    }

    @Test(arguments: eras) func `X9: a question to the model comes as it is, and its answer goes back`(
        era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_sampling", ["text": "Sum it up."])
            let question = try #require(asked.questions.first)
            #expect(question.method == "sampling/createMessage")
            #expect(question.params?["maxTokens"] == 100)
            #expect(question.params?["messages"]?[0]?["content"]?["text"] == "Sum it up.")
            let done = try await trial.agent.retry(
                "one__ask_sampling", ["text": "Sum it up."], state: asked.state, [asked.key: Reply.sampled("short")])
            #expect(done.text == "short")
        }
    }

    @Test(arguments: eras) func `X9: tools for the model come with the question when the agent has declared them`(
        era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_sampling_with_tools")
            let question = try #require(asked.questions.first)
            #expect(question.params?["tools"]?[0]?["name"] == "look")
            #expect(question.params?["toolChoice"] == ["mode": "auto"])
            let done = try await trial.agent.retry(
                "one__ask_sampling_with_tools", state: asked.state, [asked.key: Reply.sampled("seen")])
            #expect(done.text == "seen")
        }
    }

    @Test(arguments: eras) func `X9: a question for folders comes as it is, and its answer goes back`(
        era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_roots")
            #expect(asked.questions.first?.method == "roots/list")
            let done = try await trial.agent.retry(
                "one__ask_roots", state: asked.state, [asked.key: Reply.roots("file:///one", "file:///two")])
            #expect(done.text == "file:///one\nfile:///two")
        }
    }
}

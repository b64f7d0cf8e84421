import Foundation
import MCP
import Testing

/// Calls that wait for an answer, and the states that stand for them: checks X5 and X6.
@Suite struct ParkedCallTests {
    @Test(arguments: QuestionTests.eras)
    func `X5: a state serves once`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            let answer: JSONValue = [asked.key: Reply.name("Ada")]
            #expect(try await trial.agent.retry("one__ask_form", state: asked.state, answer).text == "accept: Ada")
            let calls = trial.log().calls("ask_form").count
            for response in [answer, nil] {
                let refused = try await trial.agent.retry("one__ask_form", state: asked.state, response)
                #expect(refused.code == -32602)
            }
            #expect(trial.log().calls("ask_form").count == calls)
        }
    }

    /// Ways to spoil a state.
    enum Forgery: String, CaseIterable, CustomTestStringConvertible {
        case early, middle, late, cut, extended, empty, invented

        var testDescription: String { rawValue }

        func apply(to state: String) -> String {
            switch self {
            case .early: flipped(state, at: state.count / 4)
            case .middle: flipped(state, at: state.count / 2)
            case .late: flipped(state, at: state.count * 3 / 4)
            case .cut: String(state.dropLast(8))
            case .extended: state + "AAAA"
            case .empty: ""
            case .invented: "eyJ0b29sIjoiYXNrX2Zvcm0ifQ"
            }
        }

        private func flipped(_ state: String, at position: Int) -> String {
            var characters = Array(state)
            characters[position] = characters[position] == "A" ? "B" : "A"
            return String(characters)
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `X5: a forged state is refused, and the genuine one still serves`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            let answer: JSONValue = [asked.key: Reply.name("Ada")]
            for forgery in Forgery.allCases {
                let state = forgery.apply(to: try #require(asked.state))
                let refused = try await trial.agent.retry("one__ask_form", state: state, answer)
                #expect(refused.code == -32602, "\(forgery): \(refused)")
            }
            #expect(trial.log().calls("ask_form").count == 1)
            #expect(try await trial.agent.retry("one__ask_form", state: asked.state, answer).text == "accept: Ada")
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `X5: a state serves no other tool, child, arguments or method`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era), .speaking(era, "two")]) { trial async throws in
            let tries: [(String, JSONObject)] = [
                ("one__ask_twice", ["text": "Who?"]), ("two__ask_form", ["text": "Who?"]),
                ("one__ask_form", ["text": "Whose password?"]), ("one__ask_form", [:]),
                ("one__echo", ["text": "Who?"]),
            ]
            let asked = try await trial.agent.ask("one__ask_form", ["text": "Who?"])
            let answer: JSONValue = [asked.key: Reply.name("Ada")]
            for (tool, arguments) in tries {
                let refused = try await trial.agent.retry(tool, arguments, state: asked.state, answer)
                #expect(refused.code == -32602, "\(tool): \(refused)")
            }
            let prompt = try await trial.agent.request(
                "prompts/get", ["name": "one__asking", "requestState": .string(asked.state ?? "")])
            #expect(prompt.code == -32602)
            #expect(trial.log("one").received("tools/call").count == 1)
            #expect(trial.log("two").received("tools/call").isEmpty)
            #expect(trial.log("one").answers().isEmpty)
        }
    }

    @Test func `X5: the order of the arguments does not matter to a state`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form", ["text": "Who?", "more": 1])
            let done = try await trial.agent.retry(
                "one__ask_form", ["more": 1, "text": "Who?"], state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(done.text == "accept: Ada")
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `X5: a state does not outlive its hub, nor serve another one`(era: ProtocolVersion.Era) async throws {
        let folder = try TemporaryFolder()
        let states = Collected<Answer>()
        try await HubTrial.run([.speaking(era)], in: folder) { trial async throws in
            states.add(try await trial.agent.ask("one__ask_form"))
        }
        let calls = ScriptedChild.speaking(era).log(in: folder).calls("ask_form").count
        try await HubTrial.run([.speaking(era)], in: folder) { trial async throws in
            let asked = try #require(states.all.first)
            let refused = try await trial.agent.retry(
                "one__ask_form", state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(refused.code == -32602)
            #expect(trial.log().calls("ask_form").count == calls)
        }
    }

    static let briefly: JSONObject = ["limits": ["parkedCallLifetime": "300ms"]]

    @Test func `X5: an expired state is refused, and the child is not called again`() async throws {
        try await HubTrial.run([.legacy()], hub: Self.briefly) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            try await trial.log().until("the end of the wait") { $0.received("notifications/cancelled").count == 1 }
            let refused = try await trial.agent.retry(
                "one__ask_form", state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(refused.code == -32602)
            #expect(trial.log().calls("ask_form").count == 1)
        }
    }

    @Test func `X5: an expired state of a modern child is refused too`() async throws {
        try await HubTrial.run([.modern(), .legacy("two")], hub: Self.briefly) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            // The second call is parked later, so that the first has expired when the second has.
            _ = try await trial.agent.ask("two__ask_form")
            let log = trial.log("two")
            try await log.until("the end of the wait") { $0.received("notifications/cancelled").count == 1 }
            let refused = try await trial.agent.retry(
                "one__ask_form", state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(refused.code == -32602)
            #expect(trial.log().calls("ask_form").count == 1)
        }
    }

    @Test(arguments: ["ask_form", "ask_url", "ask_sampling", "ask_roots"])
    func `X6: a question that nobody answers is cancelled, then the call that asked it`(tool: String) async throws {
        try await HubTrial.run([.legacy()], hub: Self.briefly) { trial async throws in
            _ = try await trial.agent.ask("one__\(tool)")
            let log = trial.log()
            try await log.until("the cancellation") { $0.received("notifications/cancelled").count == 1 }
            let answer = try #require(log.answers().first)
            if tool == "ask_form" || tool == "ask_url" {
                #expect(answer["result"]?["action"] == "cancel")
            } else {
                #expect(answer["error"]?["code"]?.integer != nil)
            }
            let cancelled = try #require(log.received("notifications/cancelled").first)
            #expect(cancelled["params"]?["requestId"] == log.calls(tool).first?["id"])
            #expect(log.received().firstIndex(of: answer)! < log.received().firstIndex(of: cancelled)!)
            #expect(try await trial.agent.call("one__echo", ["text": "on we go"]).text == "on we go")
            #expect(log.starts().count == 1)
        }
    }

    @Test func `X6: a call that waits when the agent goes is cancelled at the child`() async throws {
        let folder = try TemporaryFolder()
        try await HubTrial.run([.legacy()], in: folder) { trial in _ = try await trial.agent.ask("one__ask_form") }
        let log = ScriptedChild.legacy().log(in: folder)
        #expect(log.answers().first?["result"]?["action"] == "cancel")
        #expect(log.events("end of input").count == 1)
    }

    @Test func `X6: no more calls wait than may`() async throws {
        try await HubTrial.run([.legacy(), .legacy("two")], hub: ["limits": ["parkedCallsPerPrincipal": 1]]) {
            trial async throws in
            let asked = try await trial.agent.ask("one__ask_form")
            let refused = try await trial.agent.call("two__ask_form")
            #expect(!refused.isInputRequired)
            try await trial.log("two").until("the child is not left waiting") { $0.answers().count == 1 }
            let done = try await trial.agent.retry(
                "one__ask_form", state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(done.text == "accept: Ada")
            #expect(try await trial.agent.call("two__ask_form").isInputRequired)
        }
    }
}

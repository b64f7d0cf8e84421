import Foundation
import MCP
import Testing

/// Children that send the user to a page: check X10.
@Suite struct PageTests {
    /// Nothing that names an elicitation may reach a modern agent: that era knows no such name.
    private func expectNoName(in agent: ScriptedAgent) {
        let all = "\(JSONValue.array(agent.heard))"
        #expect(!all.contains("elicitationId"))
        #expect(!all.contains("consent-1"))
        #expect(!all.contains("notifications/elicitation/complete"))
    }

    @Test func `X10: an error that requires a page becomes a question, and consent a fresh call`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let asked = try await trial.agent.ask("one__url_required")
            let question = try #require(asked.questions.first)
            #expect(question.method == "elicitation/create")
            #expect(question.params?["mode"] == "url")
            #expect(question.params?["url"] == "https://example.com/consent")
            let done = try await trial.agent.retry(
                "one__url_required", state: asked.state, [asked.key: Reply.consent])
            #expect(done.text == "thank you")
            let calls = trial.log().calls("url_required")
            #expect(calls.count == 2)
            #expect(calls.first?["id"] != calls.last?["id"])
            expectNoName(in: trial.agent)
        }
    }

    @Test(arguments: [Reply.decline, Reply.cancel])
    func `X10: without consent the child is not called again`(answer: JSONValue) async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let asked = try await trial.agent.ask("one__url_required")
            let done = try await trial.agent.retry("one__url_required", state: asked.state, [asked.key: answer])
            #expect(done.trouble != nil, "\(done)")
            #expect(trial.log().calls("url_required").count == 1)
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `X10: a question by page keeps its name to the child, and its completion ends at the hub`(
        era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let asked = try await trial.agent.ask("one__ask_url")
            #expect(asked.questions.first?.params?["url"] == "https://example.com/consent")
            let done = try await trial.agent.retry("one__ask_url", state: asked.state, [asked.key: Reply.consent])
            #expect(done.text == "accept")
            try await trial.agent.call("one__echo")
            expectNoName(in: trial.agent)
            #expect(trial.log().sent("notifications/elicitation/complete").count == (era == .legacy ? 1 : 0))
        }
    }

    @Test func `X10: a state that stands for a fresh call serves once`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let asked = try await trial.agent.ask("one__url_required")
            for _ in 0..<2 {
                _ = try await trial.agent.retry("one__url_required", state: asked.state, [asked.key: Reply.consent])
            }
            #expect(trial.log().calls("url_required").count == 2)
            #expect(trial.agent.heard.last?["error"]?["code"] == -32602)
        }
    }
}

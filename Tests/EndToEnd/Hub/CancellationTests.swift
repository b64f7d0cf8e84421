import MCP
import Testing

/// Calls that are no longer wanted: check Z3, as far as standard input and output can show it.
@Suite struct CancellationTests {
    @Test(arguments: IdentityTests.manners, QuestionTests.eras)
    func `Z3: a cancelled call reaches its child under the child's id and is not answered`(
        manner: ScriptedAgent.Manner, era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)], as: manner) { trial async throws in
            let log = trial.log()
            let given = trial.agent.start("one__gate", ["name": "given"], id: "given up")
            let kept = trial.agent.start("one__gate", ["name": "kept"])
            try await log.untilCalled("gate", times: 2)
            trial.agent.cancel(given)
            try await log.until("the cancellation") { $0.events("cancelled").count == 1 }
            let call = log.calls("gate").first { $0["params"]?["arguments"]?["name"] == "given" }
            #expect(log.received("notifications/cancelled").map { $0["params"]?["requestId"] } == [call?["id"]])
            try await trial.agent.call("one__open_gate", ["name": "kept"])
            #expect(try await trial.agent.answer(to: kept).text == "through kept")
            #expect(trial.agent.answers(to: given).isEmpty)
        }
    }

    @Test(arguments: IdentityTests.manners, QuestionTests.eras)
    func `Z3: what a child answers after a cancellation is dropped`(
        manner: ScriptedAgent.Manner, era: ProtocolVersion.Era
    ) async throws {
        try await HubTrial.run([.speaking(era)], as: manner) { trial async throws in
            let call = trial.agent.start("one__deaf_gate")
            try await trial.log().untilCalled("deaf_gate")
            trial.agent.cancel(call)
            try await trial.log().until("the cancellation") { $0.received("notifications/cancelled").count == 1 }
            try await trial.agent.call("one__open_gate")
            try await trial.log().until("the late answer") { log in
                log.sent().contains { $0["result"]?["content"]?[0]?["text"] == "too late" }
            }
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
            #expect(trial.agent.answers(to: call).isEmpty)
        }
    }

    @Test(arguments: IdentityTests.manners)
    func `Z3: cancelling what is unknown, answered or malformed changes nothing`(
        manner: ScriptedAgent.Manner
    )
        async throws
    {
        try await HubTrial.run([.legacy()], as: manner) { trial async throws in
            let open = trial.agent.start("one__gate", id: 5)
            try await trial.log().untilCalled("gate")
            try await trial.agent.call("one__echo", id: "answered")
            for id in ["answered", "unknown", "5", 6, nil] as [JSONValue] { trial.agent.cancel(id) }
            trial.agent.notify("notifications/cancelled")
            try await trial.agent.call("one__open_gate")
            #expect(try await trial.agent.answer(to: open).text == "through gate")
            #expect(trial.log().received("notifications/cancelled").isEmpty)
        }
    }

    @Test func `Z3: the id of a call that was parked cancels nothing, because it has been answered`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let id = trial.agent.start("one__ask_form")
            let asked = try await trial.agent.answer(to: id)
            trial.agent.cancel(id)
            let done = try await trial.agent.retry(
                "one__ask_form", state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(done.text == "accept: Ada")
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z3: a retry that is cancelled ends the call at its child`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let arguments: JSONObject = ["text": "Who?", "name": "after"]
            let asked = try await trial.agent.ask("one__ask_before_gate", arguments)
            let params: JSONObject = [
                "name": "one__ask_before_gate", "arguments": .object(arguments),
                "requestState": .string(asked.state ?? ""), "inputResponses": [asked.key: Reply.name("Ada")],
            ]
            let retry = trial.agent.send("tools/call", params)
            let log = trial.log()
            try await log.until("the answer") { $0.answers().count == 1 || $0.calls("ask_before_gate").count == 2 }
            trial.agent.cancel(retry)
            try await log.until("the cancellation") { $0.events("cancelled").count == 1 }
            try await trial.agent.call("one__echo")
            #expect(trial.agent.answers(to: retry).isEmpty)
        }
    }
}

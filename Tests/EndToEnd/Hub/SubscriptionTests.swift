import Foundation
import MCP
import Testing

/// Subscriptions of modern agents: check Z4.
@Suite struct SubscriptionTests {
    static let id = "io.modelcontextprotocol/subscriptionId"
    static let tools = "notifications/tools/list_changed"
    static let updated = "notifications/resources/updated"

    static func subscription(_ message: JSONValue?) -> JSONValue? { message?["params"]?["_meta"]?[id] }

    /// Opens a subscription and waits until it is acknowledged.
    @discardableResult
    static func listen(
        _ agent: ScriptedAgent, _ filter: JSONObject, id: JSONValue? = nil
    ) async throws -> (id: JSONValue, acknowledged: JSONValue) {
        let id = agent.send("subscriptions/listen", ["notifications": .object(filter)], id: id)
        let acknowledgement = try await agent.message("the acknowledgement of \(id)") {
            $0["method"] == "notifications/subscriptions/acknowledged" && subscription($0) == id
        }
        return (id, acknowledgement["params"]?["notifications"] ?? nil)
    }

    /// All that came for a subscription.
    static func messages(_ agent: ScriptedAgent, of id: JSONValue) -> [JSONValue] {
        agent.heard.filter { subscription($0) == id }
    }

    @Test func `Z4: a subscription is acknowledged first, and all it brings carries its id as it was`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            for id in [7, "7", "a \u{1F409}"] as [JSONValue] {
                let (id, honoured) = try await Self.listen(trial.agent, ["toolsListChanged": true], id: id)
                #expect(honoured == ["toolsListChanged": true])
                try await trial.agent.call("one__add_tool", ["name": .string("new \(id)")])
                _ = try await trial.agent.message("the change") {
                    $0["method"] == .string(Self.tools) && Self.subscription($0) == id
                }
                let first = Self.messages(trial.agent, of: id).first
                #expect(first?["method"] == "notifications/subscriptions/acknowledged")
                #expect(trial.agent.answers(to: id).isEmpty)
            }
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z4: a subscription brings what it asked for and nothing else`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let prompts = try await Self.listen(trial.agent, ["promptsListChanged": true])
            let page = try await Self.listen(trial.agent, ["resourceSubscriptions": ["scripted://static"]])
            let tools = try await Self.listen(trial.agent, ["toolsListChanged": true])
            try await trial.agent.call("one__add_tool", ["name": "more"])
            try await trial.agent.call("one__touch", ["uri": "scripted://asking"])
            try await trial.agent.call("one__touch", ["uri": "scripted://static"])
            _ = try await trial.agent.notification(Self.tools)
            let update = try await trial.agent.notification(Self.updated)
            #expect(update["params"]?["uri"] == "scripted://static")
            try await trial.agent.call("one__echo")
            #expect(Self.messages(trial.agent, of: prompts.id).count == 1)
            #expect(Self.messages(trial.agent, of: page.id).count == 2)
            #expect(Self.messages(trial.agent, of: tools.id).count == 2)
        }
    }

    @Test func `Z4: what no child can tell is left out of the acknowledgement`() async throws {
        try await HubTrial.run([.legacy("one", "--bare")]) { trial async throws in
            let filter: JSONObject = ["toolsListChanged": true, "resourceSubscriptions": ["other://nowhere"]]
            let (_, honoured) = try await Self.listen(trial.agent, filter)
            #expect(honoured["toolsListChanged"] == true)
            #expect(honoured["resourceSubscriptions"]?.array?.isEmpty ?? true)
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z4: another subscription to the same child takes nothing from the first`(
        era: ProtocolVersion.Era
    )
        async throws
    {
        try await HubTrial.run([.speaking(era, "one", "--resource", "scripted://b")]) { trial async throws in
            let first = try await Self.listen(trial.agent, ["resourceSubscriptions": ["scripted://static"]])
            let second = try await Self.listen(trial.agent, ["resourceSubscriptions": ["scripted://b"]])
            for (uri, id) in [("scripted://static", first.id), ("scripted://b", second.id)] {
                try await trial.agent.call("one__touch", ["uri": .string(uri)])
                let update = try await trial.agent.message("the update of \(uri)") {
                    $0["method"] == .string(Self.updated) && $0["params"]?["uri"] == .string(uri)
                }
                #expect(Self.subscription(update) == id)
            }
            trial.agent.cancel(second.id)
            try await trial.agent.call("one__touch", ["uri": "scripted://static"])
            try await trial.agent.call("one__touch", ["uri": "scripted://b"])
            try await trial.agent.call("one__echo")
            #expect(Self.messages(trial.agent, of: first.id).count == 3)
            #expect(Self.messages(trial.agent, of: second.id).count == 2)
        }
    }

    static let quickly: JSONObject = ["restart": ["policy": "always", "initialDelay": "10ms"]]

    @Test(arguments: QuestionTests.eras)
    func `Z4: a child that comes back with the same tools changes nothing`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era).with(Self.quickly)]) { trial async throws in
            let (id, _) = try await Self.listen(trial.agent, ["toolsListChanged": true])
            #expect(try await trial.agent.call("one__crash").trouble != nil)
            try await Self.untilBack(trial)
            #expect(Self.messages(trial.agent, of: id).count == 1)
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z4: a child that comes back with other tools is one change`(era: ProtocolVersion.Era) async throws {
        let folder = try TemporaryFolder()
        let child = ScriptedChild.speaking(era, "one", "--grow-when", folder.file("grow")).with(Self.quickly)
        try await HubTrial.run([child], in: folder) { trial async throws in
            let (id, _) = try await Self.listen(trial.agent, ["toolsListChanged": true])
            try folder.write("", to: "grow")
            #expect(try await trial.agent.call("one__crash").trouble != nil)
            try await Self.untilBack(trial)
            try await trial.untilTools("list what is new") { $0.contains("one__grown") }
            #expect(Self.messages(trial.agent, of: id).count == 2)
            #expect(try await trial.agent.call("one__grown").text == "grown of one")
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z4: a subscription to a resource outlives a restart of its child`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era).with(Self.quickly)]) { trial async throws in
            try await Self.listen(trial.agent, ["resourceSubscriptions": ["scripted://static"]])
            #expect(try await trial.agent.call("one__crash").trouble != nil)
            try await Self.untilBack(trial)
            try await Patience.until("an update") {
                try await trial.agent.call("one__touch", ["uri": "scripted://static"])
                return !trial.agent.notifications(Self.updated).isEmpty
            }
        }
    }

    /// Waits until the child has been started a second time and answers.
    static func untilBack(_ trial: HubTrial) async throws {
        try await trial.log().until("the second start") { $0.starts().count == 2 }
        try await Patience.until("the child to answer") {
            try await trial.agent.call("one__echo", ["text": "back"]).text == "back"
        }
    }

    @Test func `Z4: a hub that is asked to end ends its subscriptions with a result`() async throws {
        try await HubTrial.run([.modern()]) { trial async throws in
            let (id, _) = try await Self.listen(trial.agent, ["toolsListChanged": true])
            trial.agent.process.send(signal: SIGTERM)
            let end = try await trial.agent.answer(to: id)
            #expect(end.result?["resultType"] == "complete")
            #expect(end.result?["_meta"]?[Self.id] == id)
        }
    }

    @Test func `Z4: after its cancellation a subscription is silent`() async throws {
        try await HubTrial.run([.modern()]) { trial async throws in
            let (id, _) = try await Self.listen(trial.agent, ["toolsListChanged": true])
            trial.agent.cancel(id)
            try await trial.agent.call("one__add_tool", ["name": "more"])
            try await trial.untilTools("list what is new") { $0.contains("one__more") }
            #expect(Self.messages(trial.agent, of: id).count == 1)
            #expect(trial.agent.answers(to: id).isEmpty)
        }
    }
}

import MCP
import Testing

/// Changes that cross the eras: check Z5.
@Suite struct ChangeTests {
    static let subscribe = "resources/subscribe"
    static let unsubscribe = "resources/unsubscribe"

    @Test(arguments: QuestionTests.eras)
    func `Z5: a new tool of a child is told to a modern agent that listens`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let (id, _) = try await SubscriptionTests.listen(trial.agent, ["toolsListChanged": true])
            try await trial.agent.call("one__add_tool", ["name": "more"])
            let change = try await trial.agent.notification(SubscriptionTests.tools)
            #expect(SubscriptionTests.subscription(change) == id)
            // Whoever lists when told must see the change.
            #expect(try await trial.agent.toolNames().contains("one__more"))
            #expect(try await trial.agent.call("one__more").text == "more of one")
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z5: a new tool of a child is told to a legacy agent`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)], as: .handshake) { trial async throws in
            let start = trial.agent.heard.count
            try await trial.agent.call("one__add_tool", ["name": "more"])
            let change = try await trial.agent.notification(SubscriptionTests.tools, from: start)
            #expect(SubscriptionTests.subscription(change) == nil)
            #expect(try await trial.agent.toolNames().contains("one__more"))
            #expect(try await trial.agent.call("one__more").text == "more of one")
        }
    }

    @Test(arguments: QuestionTests.eras, IdentityTests.manners)
    func `Z5: a change that changes nothing is not told`(
        era: ProtocolVersion.Era, manner: ScriptedAgent.Manner
    )
        async throws
    {
        try await HubTrial.run([.speaking(era)], as: manner) { trial async throws in
            let filter: JSONObject = ["toolsListChanged": true, "promptsListChanged": true]
            if manner == .modern { try await SubscriptionTests.listen(trial.agent, filter) }
            let start = trial.agent.heard.count
            for what in ["tools", "prompts", "tools"] {
                try await trial.agent.call("one__same_changed", ["what": .string(what)])
            }
            // A change that is one: when it is told, the others have been dealt with.
            try await trial.agent.call("one__add_tool", ["name": "more"])
            _ = try await trial.agent.notification(SubscriptionTests.tools, from: start)
            try await trial.untilTools("list what is new") { $0.contains("one__more") }
            let changes = trial.agent.heard.dropFirst(start).filter {
                $0["method"]?.string?.hasSuffix("list_changed") == true
            }
            #expect(changes.count == 1)
        }
    }

    @Test func `Z5: two subscriptions to a resource of a legacy child are one, until the last has ended`()
        async throws
    {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let filter: JSONObject = ["resourceSubscriptions": ["scripted://static"]]
            let first = try await SubscriptionTests.listen(trial.agent, filter)
            let second = try await SubscriptionTests.listen(trial.agent, filter)
            let log = trial.log()
            try await log.until("the subscription") { $0.received(Self.subscribe).count == 1 }
            #expect(log.received(Self.subscribe).first?["params"]?["uri"] == "scripted://static")
            trial.agent.cancel(first.id)
            try await trial.agent.call("one__touch", ["uri": "scripted://static"])
            let update = try await trial.agent.notification(SubscriptionTests.updated)
            #expect(SubscriptionTests.subscription(update) == second.id)
            #expect(log.received(Self.unsubscribe).isEmpty)
            trial.agent.cancel(second.id)
            try await log.until("the end") { $0.received(Self.unsubscribe).count == 1 }
            #expect(log.received(Self.subscribe).count == 1)
        }
    }

    @Test func `Z5: a subscription of a legacy agent is a subscription at a modern child, and ends with it`()
        async throws
    {
        try await HubTrial.run([.modern()], as: .handshake) { trial async throws in
            let uri: JSONObject = ["uri": "scripted://static"]
            #expect(try await trial.agent.request(Self.subscribe, uri).error == nil)
            let log = trial.log()
            try await log.until("the subscription") { log in
                log.received("subscriptions/listen").contains(where: Self.isOfPage)
            }
            let listen = log.received("subscriptions/listen").last(where: Self.isOfPage)
            try await Patience.until("an update") {
                try await trial.agent.call("one__touch", uri)
                return !trial.agent.notifications(SubscriptionTests.updated).isEmpty
            }
            #expect(try await trial.agent.request(Self.unsubscribe, uri).error == nil)
            try await log.until("the end") { log in
                log.received("notifications/cancelled").contains { $0["params"]?["requestId"] == listen?["id"] }
            }
            let start = trial.agent.heard.count
            try await trial.agent.call("one__touch", uri)
            try await trial.agent.call("one__echo")
            #expect(!trial.agent.heard.dropFirst(start).contains { $0["method"] == .string(SubscriptionTests.updated) })
        }
    }

    private static func isOfPage(_ listen: JSONValue) -> Bool {
        listen["params"]?["notifications"]?["resourceSubscriptions"]?.array?.contains("scripted://static") == true
    }

    @Test func `Z5: a legacy agent subscribes at a legacy child twice and the child hears it once`() async throws {
        try await HubTrial.run([.legacy()], as: .handshake) { trial async throws in
            let uri: JSONObject = ["uri": "scripted://static"]
            for _ in 0..<2 { #expect(try await trial.agent.request(Self.subscribe, uri).error == nil) }
            try await trial.agent.call("one__touch", uri)
            _ = try await trial.agent.notification(SubscriptionTests.updated)
            try await trial.agent.call("one__echo")
            #expect(trial.agent.notifications(SubscriptionTests.updated).count == 1)
            #expect(trial.log().received(Self.subscribe).count == 1)
            #expect(try await trial.agent.request(Self.unsubscribe, uri).error == nil)
            try await trial.log().until("the end") { $0.received(Self.unsubscribe).count == 1 }
        }
    }

    @Test func `Z5: a resource that nobody has is not subscribed to`() async throws {
        try await HubTrial.run([.legacy()], as: .handshake) { trial async throws in
            let answer = try await trial.agent.request(Self.subscribe, ["uri": "other://nowhere"])
            #expect(answer.error != nil)
            #expect(trial.log().received(Self.subscribe).isEmpty)
        }
    }
}

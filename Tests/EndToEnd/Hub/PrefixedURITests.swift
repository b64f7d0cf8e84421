import Foundation
import MCP
import Testing

/// Two children with resources of the same URIs, told apart by what stands before them.
@Suite struct PrefixedURITests {
    private static let uri = "scripted://static"

    private static func run(
        _ children: ProtocolVersion.Era, as agent: ScriptedAgent.Manner,
        _ body: @Sendable (HubTrial) async throws -> Void
    ) async throws {
        let both = ["one", "two"].map { ScriptedChild.speaking(children, $0) }
        try await HubTrial.run(both, hub: ["uris": "prefixed"], as: agent, body)
    }

    @Test(arguments: QuestionTests.eras, [ScriptedAgent.Manner.modern, .handshake])
    func `the same URI of two children is two, in lists and when it is read`(
        era: ProtocolVersion.Era, agent: ScriptedAgent.Manner
    ) async throws {
        try await Self.run(era, as: agent) { trial async throws in
            let listed = try await trial.agent.list("resources", "resources").compactMap { $0["uri"]?.string }
            let templates = try await trial.agent.list("resources/templates", "resourceTemplates")
            for child in ["one", "two"] {
                #expect(listed.contains("\(child)+\(Self.uri)"))
                #expect(templates.contains { $0["uriTemplate"] == .string("\(child)+scripted://items/{id}") })
                for uri in [Self.uri, "scripted://items/7"] {
                    let answer = try await trial.agent.request("resources/read", ["uri": .string("\(child)+\(uri)")])
                    #expect(answer.text == "\(uri) of \(child)")
                    #expect(answer.result?["contents"]?[0]?["uri"] == .string("\(child)+\(uri)"))
                }
                let completion = try await trial.agent.request(
                    "completion/complete",
                    [
                        "ref": ["type": "ref/resource", "uri": .string("\(child)+scripted://items/{id}")],
                        "argument": ["name": "id", "value": "7"],
                    ])
                #expect(completion.result?["completion"]?["values"]?[0] == "scripted://items/{id} id 7")
                let missing = "\(child)+scripted://missing"
                let refusal = try await trial.agent.request("resources/read", ["uri": .string(missing)])
                #expect(refusal.error?["data"]?["uri"] == .string(missing), "\(refusal)")
            }
            #expect(try await trial.agent.request("resources/read", ["uri": .string(Self.uri)]).error != nil)
        }
    }

    @Test(arguments: QuestionTests.eras, [ScriptedAgent.Manner.modern, .handshake, .legacy("2025-03-26")])
    func `what a result links to and brings along leads back to its child`(
        era: ProtocolVersion.Era, agent: ScriptedAgent.Manner
    ) async throws {
        try await Self.run(era, as: agent) { trial async throws in
            for child in ["one", "two"] {
                let answer = try await trial.agent.call("\(child)__linked_resources")
                let content = answer.result?["content"]
                let exposed = "\(child)+\(Self.uri)"
                #expect(content?[1]?["resource"]?["uri"] == .string(exposed))
                #expect(content?[1]?["resource"]?["text"] == .string(Self.uri))
                #expect(content?[2]?["text"] == .string(Self.uri))
                if let structured = answer.result?["structuredContent"] {
                    #expect(structured == ["uri": .string(Self.uri)])
                }
                guard let link = content?[0]?["uri"] else {
                    // The revision has no links: there is text in its place.
                    #expect(content?[0]?["text"]?.string?.contains(exposed) == true, "\(answer)")
                    continue
                }
                #expect(link == .string(exposed))
                let read = try await trial.agent.request("resources/read", ["uri": link])
                #expect(read.text == "\(Self.uri) of \(child)")
            }
        }
    }

    @Test(arguments: QuestionTests.eras, [ScriptedAgent.Manner.modern, .handshake])
    func `a change is told under the URI that was subscribed to, and of no other child`(
        era: ProtocolVersion.Era, agent: ScriptedAgent.Manner
    ) async throws {
        try await Self.run(era, as: agent) { trial async throws in
            let watched: JSONValue = .string("two+\(Self.uri)")
            if agent == .modern {
                let (_, honoured) = try await SubscriptionTests.listen(
                    trial.agent, ["resourceSubscriptions": [watched]])
                #expect(honoured["resourceSubscriptions"] == [watched])
            } else {
                #expect(try await trial.agent.request("resources/subscribe", ["uri": watched]).error == nil)
            }
            try await trial.agent.call("one__touch", ["uri": .string(Self.uri)])
            try await Patience.until("the update") {
                try await trial.agent.call("two__touch", ["uri": .string(Self.uri)])
                return !trial.agent.notifications(SubscriptionTests.updated).isEmpty
            }
            for update in trial.agent.notifications(SubscriptionTests.updated) {
                #expect(update["params"]?["uri"] == watched)
            }
            #expect(trial.log("one").received("resources/subscribe").isEmpty)
        }
    }

    @Test func `a hub that is running follows the setting`() async throws {
        let children = ["one", "two"].map { ScriptedChild.modern($0) }
        try await HubTrial.run(children) { trial async throws in
            let read = { (uri: String) async throws in
                try await trial.agent.request("resources/read", ["uri": .string(uri)])
            }
            #expect(try await read(Self.uri).result?["contents"]?[0]?["uri"] == .string(Self.uri))
            try HubTrial.configure(children, ["uris": "prefixed"], in: trial.folder)
            try await Patience.until("the prefix") { try await read("two+\(Self.uri)").error == nil }
            #expect(try await read("two+\(Self.uri)").text == "\(Self.uri) of two")
            #expect(trial.log("two").starts().count == 1)
        }
    }
}

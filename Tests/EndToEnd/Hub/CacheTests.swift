import Foundation
import MCP
import Testing

/// How long and for whom answers may be kept, and what the hub keeps itself: check Z9.
@Suite struct CacheTests {
    private static func hints(_ agent: ScriptedAgent, _ method: String) async throws -> (Int?, String?) {
        let result = try await agent.request(method).result
        return (result?["ttlMs"]?.integer, result?["cacheScope"]?.string)
    }

    @Test func `Z9: the shortest time and the narrowest scope of all children count`() async throws {
        try await HubTrial.run([
            .modern("one", "--ttl", "60000"), .modern("two", "--ttl", "5000", "--scope", "private"),
        ]) { trial async throws in
            for method in ["tools/list", "prompts/list", "resources/list", "resources/templates/list"] {
                let (ttl, scope) = try await Self.hints(trial.agent, method)
                #expect(ttl == 5000, "\(method)")
                #expect(scope == "private", "\(method)")
            }
        }
    }

    @Test func `Z9: what a legacy child has a part in may not be kept`() async throws {
        try await HubTrial.run([.modern("one", "--ttl", "60000"), .legacy("two")]) { trial async throws in
            #expect(try await Self.hints(trial.agent, "tools/list").0 == 0)
        }
    }

    @Test func `Z9: what a resource says of itself arrives`() async throws {
        try await HubTrial.run([.modern("one", "--ttl", "60000", "--scope", "private")]) { trial async throws in
            let answer = try await trial.agent.request("resources/read", ["uri": "scripted://static"])
            #expect(answer.result?["ttlMs"] == 60000)
            #expect(answer.result?["cacheScope"] == "private")
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z9: a result that an answer went into is asked for anew the next time`(era: ProtocolVersion.Era) async throws
    {
        try await HubTrial.run([.speaking(era, "one", "--ttl", "60000")]) { trial async throws in
            for name in ["Ada", "Grace"] {
                var params: JSONObject = ["uri": "scripted://asking"]
                let asked = try await trial.agent.request("resources/read", params)
                #expect(asked.isInputRequired)
                #expect(asked.result?["ttlMs"] == nil)
                params["requestState"] = asked.state.map(JSONValue.string)
                params["inputResponses"] = [asked.key: Reply.name(name)]
                #expect(try await trial.agent.request("resources/read", params).text == "asked \(name)")
            }
        }
    }

    @Test func `Z9: however long a list may be kept, a change of it is seen at once`() async throws {
        try await HubTrial.run([.modern("one", "--ttl", "3600000")]) { trial async throws in
            try await SubscriptionTests.listen(trial.agent, ["toolsListChanged": true])
            try await trial.agent.call("one__add_tool", ["name": "more"])
            _ = try await trial.agent.notification(SubscriptionTests.tools)
            #expect(try await trial.agent.toolNames().contains("one__more"))
        }
    }

    @Test func `Z9: the same resource is read from its child each time`() async throws {
        try await HubTrial.run([.modern("one", "--ttl", "0")]) { trial async throws in
            for _ in 0..<2 { _ = try await trial.agent.request("resources/read", ["uri": "scripted://static"]) }
            #expect(trial.log().received("resources/read").count == 2)
        }
    }

    /// A child that reads nothing until a file is there.
    private static func late(_ folder: TemporaryFolder) -> ScriptedChild {
        .legacy("one", "--start-when", folder.file("go"), "--grow-when", folder.file("grow"))
    }

    @Test func `a list is answered from memory before its child is up, and a call waits for it`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "go")
        try await HubTrial.run([Self.late(folder)], in: folder) { _ async throws in }
        try FileManager.default.removeItem(atPath: folder.file("go"))
        try await HubTrial.run([Self.late(folder).unawaited()], in: folder) { trial async throws in
            let (id, _) = try await SubscriptionTests.listen(trial.agent, ["toolsListChanged": true])
            #expect(try await trial.agent.toolNames().contains("one__echo"))
            let call = trial.agent.start("one__echo", ["text": "at last"])
            try await trial.agent.barrier()
            #expect(trial.agent.answers(to: call).isEmpty)
            try folder.write("", to: "go")
            #expect(try await trial.agent.answer(to: call).text == "at last")
            #expect(SubscriptionTests.messages(trial.agent, of: id).count == 1)
        }
    }

    @Test func `what has changed since it was remembered is told once`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "go")
        try await HubTrial.run([Self.late(folder)], in: folder) { _ async throws in }
        try FileManager.default.removeItem(atPath: folder.file("go"))
        try folder.write("", to: "grow")
        try await HubTrial.run([Self.late(folder).unawaited()], in: folder) { trial async throws in
            let (id, _) = try await SubscriptionTests.listen(trial.agent, ["toolsListChanged": true])
            #expect(try await !trial.agent.toolNames().contains("one__grown"))
            try folder.write("", to: "go")
            _ = try await trial.agent.notification(SubscriptionTests.tools)
            #expect(try await trial.agent.call("one__grown").text == "grown of one")
            #expect(SubscriptionTests.messages(trial.agent, of: id).count == 2)
        }
    }

    @Test func `a memory that is damaged costs nothing but the memory`() async throws {
        let folder = try TemporaryFolder()
        let file = "home/.cache/mcphub/manifests.json"
        try await HubTrial.run([.legacy()], in: folder) { _ async throws in }
        try #require(folder.read(file) != nil, "nothing is remembered in \(file)")
        for text in ["", "{", "[]", #"{"format": "mcphub-manifests", "version": 99}"#] {
            try folder.write(text, to: file)
            try await HubTrial.run([.legacy()], in: folder) { trial async throws in
                #expect(try await trial.agent.call("one__echo", ["text": "hello"]).text == "hello")
            }
        }
    }

    @Test func `a hub that is to remember nothing writes nothing`() async throws {
        let folder = try TemporaryFolder()
        try await HubTrial.run([.legacy()], hub: ["manifestCache": false], in: folder) { _ async throws in }
        #expect(folder.read("home/.cache/mcphub/manifests.json") == nil)
    }
}

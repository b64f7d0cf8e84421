import Foundation
import MCP
import Testing

/// Names that collide, are too long or look like other names: check Z7.
@Suite struct NameTests {
    private static let few = ["--only", "echo"]

    @Test func `Z7: the same tool, prompt and template in two children are two, each of its own child`() async throws {
        try await HubTrial.run([
            ScriptedChild(key: "one", flags: Self.few + ["--tool", "search"]),
            ScriptedChild(key: "two", flags: Self.few + ["--tool", "search", "--era", "modern"]),
        ]) { trial async throws in
            for child in ["one", "two"] {
                #expect(try await trial.agent.call("\(child)__search").text == "search of \(child)")
                let prompt = try await trial.agent.request("prompts/get", ["name": .string("\(child)__greeting")])
                #expect(prompt.text == "greeting of \(child) for nobody")
            }
            let prompts = try await trial.agent.list("prompts", "prompts").compactMap { $0["name"]?.string }
            #expect(prompts == ["one__greeting", "one__asking", "two__greeting", "two__asking"])
        }
    }

    @Test func `Z7: a resource that two children have is the first one's, and its template is nobody's guess`()
        async throws
    {
        try await HubTrial.run([
            ScriptedChild(key: "one", flags: Self.few), ScriptedChild(key: "two", flags: Self.few),
        ]) { trial async throws in
            let uris = try await trial.agent.list("resources", "resources").compactMap { $0["uri"]?.string }
            #expect(Set(uris).count == uris.count)
            let answer = try await trial.agent.request("resources/read", ["uri": "scripted://static"])
            #expect(answer.text == "scripted://static of one")
            let unlisted = try await trial.agent.request("resources/read", ["uri": "scripted://items/7"])
            #expect(unlisted.text == "scripted://items/7 of one" || unlisted.code == -32602, "\(unlisted)")
        }
    }

    @Test func `Z7: names that become equal by what had to be replaced stay apart`() async throws {
        let names = ["a.b", "a_b", "a b", "a/b", "ä_b"]
        let flags = Self.few + names.flatMap { ["--tool", $0] }
        try await HubTrial.run([ScriptedChild(key: "one", flags: flags)]) { trial async throws in
            let listed = try await trial.agent.toolNames().dropFirst()
            #expect(Set(listed).count == names.count)
            #expect(listed.contains("one__a_b"))
            for (name, exposed) in zip(names, listed) {
                #expect(exposed.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil, "\(exposed)")
                #expect(try await trial.agent.call(exposed).text == "\(name) of one")
            }
        }
    }

    @Test func `Z7: names of 128 characters get short ones that lead to them`() async throws {
        let long = String(repeating: "x", count: 127)
        let flags = Self.few + ["--tool", long + "1", "--tool", long + "2"]
        try await HubTrial.run([ScriptedChild(key: "one", flags: flags)]) { trial async throws in
            let listed = try await trial.agent.toolNames().dropFirst()
            #expect(Set(listed).count == 2)
            #expect(listed.allSatisfy { $0.utf8.count <= 64 && $0.hasPrefix("one__xxx") })
            for (digit, exposed) in zip(["1", "2"], listed) {
                #expect(try await trial.agent.call(exposed).text == "\(long)\(digit) of one")
            }
        }
    }

    @Test func `Z7: separators inside keys and names do not send a call to another child`() async throws {
        try await HubTrial.run([
            ScriptedChild(key: "a", flags: Self.few + ["--tool", "b__c"]),
            ScriptedChild(key: "a__b", flags: Self.few + ["--tool", "c"]),
        ]) { trial async throws in
            let listed = try await trial.agent.toolNames()
            #expect(Set(listed).count == 4)
            let expected = ["echo of a", "b__c of a", "echo of a__b", "c of a__b"]
            for (name, text) in zip(listed, expected) where !text.hasPrefix("echo") {
                #expect(try await trial.agent.call(name).text == text)
            }
        }
    }

    @Test func `Z7: without prefixes a name that two children have is the first one's, and the hub says so`()
        async throws
    {
        let hub: JSONObject = ["names": "plain", "tools": ["hub_status"]]
        try await HubTrial.run(
            [
                ScriptedChild(key: "one", flags: Self.few + ["--tool", "search"]),
                ScriptedChild(key: "two", flags: ["--only", "whoami", "--tool", "search"]).awaiting("whoami"),
            ], hub: hub
        ) { trial async throws in
            let names = try await trial.agent.toolNames()
            #expect(names == ["hub_status", "echo", "search", "whoami"])
            #expect(try await trial.agent.call("search").text == "search of one")
            let status = try await trial.agent.call("hub_status")
            #expect(status.result?["structuredContent"]?["collisions"]?.array?.count ?? 0 >= 1, "\(status)")
        }
    }

    @Test func `Z7: prefixes, separators, renames and patterns make the names`() async throws {
        let tools: JSONValue = [
            "allow": ["e*", "secret_*", "search"], "deny": ["secret_?"], "rename": ["search": "find"],
        ]
        let settings: JSONObject = ["prefix": "my", "tools": tools]
        let flags = ["--only", "echo,whoami", "--tool", "search", "--tool", "secret_1", "--tool", "secret_10"]
        let child = ScriptedChild(key: "one", flags: flags, settings: settings).unawaited()
        try await HubTrial.run([child], hub: ["separator": "-"]) { trial async throws in
            try await trial.untilTools("list the child") { !$0.isEmpty }
            #expect(try await trial.agent.toolNames() == ["my-echo", "my-find", "my-secret_10"])
            #expect(try await trial.agent.call("my-find").text == "search of one")
            for hidden in ["my-whoami", "my-search", "my-secret_1", "one__echo", "my__echo"] {
                #expect(try await trial.agent.call(hidden).code == -32602)
            }
            #expect(trial.log().calls("whoami").isEmpty)
        }
    }
}

import Foundation
import MCP
import Testing

/// Lists over pages, of children and of the hub: check Z6.
@Suite struct PagingTests {
    @Test func `Z6: children with no page, one page, many and odd ones are merged in order`() async throws {
        let few = ["--only", "echo,whoami,fail,values"]
        let children = [
            ScriptedChild(key: "none", flags: ["--only", ""]).unawaited(),
            ScriptedChild(key: "single", flags: few),
            ScriptedChild(key: "many", flags: few + ["--pages", "4"]),
            ScriptedChild(key: "empty", flags: few + ["--pages", "3", "--empty-cursor"]),
            ScriptedChild(key: "again", flags: few + ["--pages", "2", "--repeat-cursor"]),
            ScriptedChild(key: "modern", flags: few + ["--pages", "3", "--era", "modern", "--empty-cursor"]),
        ]
        try await HubTrial.run(children) { trial async throws in
            let names = try await trial.agent.toolNames()
            let expected = children.dropFirst().flatMap { child in
                ["echo", "whoami", "fail", "values"].map { "\(child.key)__\($0)" }
            }
            #expect(names == expected)
            #expect(try await trial.agent.toolNames() == names)
            #expect(try await trial.agent.call("again__values", ["a": 1]).text == #"{"a": 1}"#)
        }
    }

    @Test func `Z6: a child whose list hangs keeps nobody waiting`() async throws {
        let hung = ScriptedChild.legacy("hung", "--hang-list").unawaited().with(["startTimeout": "60s"])
        try await HubTrial.run([hung, .legacy()]) { trial async throws in
            let names = try await trial.agent.toolNames()
            #expect(names.contains("one__echo"))
            #expect(!names.contains { $0.hasPrefix("hung__") })
            #expect(try await trial.agent.call("one__echo", ["text": "on"]).text == "on")
        }
    }

    @Test(arguments: IdentityTests.manners)
    func `Z6: a long list of the hub has an end, and no tool comes twice`(manner: ScriptedAgent.Manner) async throws {
        let child = ScriptedChild.legacy("one", "--only", "echo", "--many", "3000", "--pages", "7")
        try await HubTrial.run([child], as: manner) { trial async throws in
            let names = try await trial.agent.toolNames()
            #expect(names == ["one__echo"] + (0..<3000).map { "one__tool_\(String($0 + 100_000).dropFirst())" })
            #expect(try await trial.agent.call("one__tool_02999").text == "tool_02999 of one")
        }
    }

    @Test(arguments: ["tools", "prompts", "resources", "resources/templates"])
    func `Z6: a cursor that the hub has not made is refused`(kind: String) async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            for cursor in ["", "page 1", "AAAA", "bm90aGluZw==", String(repeating: "A", count: 5000), "%%%"] {
                let answer = try await trial.agent.request("\(kind)/list", ["cursor": .string(cursor)])
                #expect(answer.code == -32602, "\(cursor): \(answer)")
            }
        }
    }

    @Test(arguments: [7, nil, true, [:]] as [JSONValue])
    func `Z6: a cursor that is no text is refused`(cursor: JSONValue) async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            #expect(try await trial.agent.request("tools/list", ["cursor": cursor]).code == -32602)
        }
    }

    @Test func `Z6: a cursor that was changed, is of another list or of another hub is refused`() async throws {
        let child = ScriptedChild.legacy("one", "--only", "echo", "--many", "9000")
        let cursors = Collected<String>()
        try await HubTrial.run([child]) { trial async throws in
            // A hub may put all on one page; then there is no cursor to forge.
            guard let cursor = try await trial.agent.request("tools/list").result?["nextCursor"]?.string else { return }
            cursors.add(cursor)
            #expect(try await trial.agent.request("tools/list", ["cursor": .string(cursor)]).error == nil)
            let forged = ParkedCallTests.Forgery.middle.apply(to: cursor)
            #expect(try await trial.agent.request("tools/list", ["cursor": .string(forged)]).code == -32602)
            #expect(try await trial.agent.request("prompts/list", ["cursor": .string(cursor)]).code == -32602)
        }
        guard let foreign = cursors.all.first else { return }
        try await HubTrial.run([child]) { trial async throws in
            #expect(try await trial.agent.request("tools/list", ["cursor": .string(foreign)]).code == -32602)
        }
    }
}

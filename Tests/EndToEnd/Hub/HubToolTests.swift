import MCP
import Testing

/// The hub's own tools, with which an agent can work without listing what all children offer.
@Suite struct HubToolTests {
    static let all: JSONObject = [
        "tools": ["hub_search_tools", "hub_describe_tool", "hub_call_tool", "hub_status"]
    ]

    /// Runs a body with a hub that offers all its tools, and two children.
    private func with(
        _ manner: ScriptedAgent.Manner = .modern, _ body: @Sendable (HubTrial) async throws -> Void
    ) async throws {
        let children = [
            ScriptedChild.legacy("one", "--tool", "translate_text"),
            ScriptedChild(key: "two", flags: ["--only", "echo", "--description", "Searches the weather of a city."]),
        ]
        try await HubTrial.run(children, hub: Self.all, as: manner, body)
    }

    @Test func `no tool of the hub is offered unless the configuration says so`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            #expect(try await !trial.agent.toolNames().contains { $0.hasPrefix("hub_") })
            #expect(try await trial.agent.call("hub_status").code == -32602)
        }
    }

    @Test(arguments: IdentityTests.manners)
    func `a tool is found by words, described and called`(manner: ScriptedAgent.Manner) async throws {
        try await with(manner) { trial async throws in
            let found = try await trial.agent.call("hub_search_tools", ["query": "weather city", "limit": 3])
            let tools = found.result?["structuredContent"]?["tools"]?.array ?? []
            let name = try #require(tools.first?["name"]?.string, "\(found)")
            #expect(name == "two__echo")
            let described = try await trial.agent.call("hub_describe_tool", ["name": .string(name)])
            let tool = described.result?["structuredContent"]?["tool"]
            #expect(tool?["name"]?.string == name)
            #expect(tool?["inputSchema"]?["properties"]?["text"]?["type"] == "string")
            #expect(described.result?["structuredContent"]?["server"] == "two")
            let called = try await trial.agent.call(
                "hub_call_tool", ["name": .string(name), "arguments": ["text": "rain"]])
            #expect(called.text == "rain")
            #expect(trial.log("two").calls("echo").first?["params"]?["arguments"] == ["text": "rain"])
        }
    }

    @Test func `a tool that asks does so through the hub's tool too`() async throws {
        try await with { trial async throws in
            let arguments: JSONObject = ["name": "one__ask_form", "arguments": ["text": "Who?"]]
            let asked = try await trial.agent.ask("hub_call_tool", arguments)
            #expect(asked.questions.first?.text == "Who?")
            let done = try await trial.agent.retry(
                "hub_call_tool", arguments, state: asked.state, [asked.key: Reply.name("Ada")])
            #expect(done.text == "accept: Ada")
            #expect(trial.log("one").calls("ask_form").count == 1)
        }
    }

    @Test func `progress and cancellation go through the hub's tool too`() async throws {
        try await with { trial async throws in
            let arguments: JSONObject = ["name": "one__progress_at_gate", "arguments": ["name": "a"]]
            let call = trial.agent.start("hub_call_tool", arguments, meta: ["progressToken": "t"])
            _ = try await trial.agent.notification("notifications/progress")
            trial.agent.cancel(call)
            try await trial.log("one").until("the cancellation") { $0.events("cancelled").count == 1 }
        }
    }

    static let mistakes: [(String, JSONObject)] = [
        ("hub_search_tools", [:]), ("hub_search_tools", ["query": ""]), ("hub_search_tools", ["query": 7]),
        ("hub_search_tools", ["query": "a", "limit": 0]), ("hub_describe_tool", ["name": "no_such_tool"]),
        ("hub_describe_tool", [:]), ("hub_call_tool", ["name": "no_such_tool"]), ("hub_call_tool", [:]),
        ("hub_call_tool", ["name": "one__echo", "arguments": "text"]), ("hub_status", ["server": "nobody"]),
    ]

    @Test(arguments: mistakes)
    func `wrong arguments are answered with what is wrong`(tool: String, arguments: JSONObject) async throws {
        try await with { trial async throws in
            let answer = try await trial.agent.call(tool, arguments)
            #expect(answer.trouble?.isEmpty == false, "\(answer)")
            #expect(trial.log("one").received("tools/call").isEmpty)
        }
    }

    @Test func `a tool of the hub that calls tools does not call itself`() async throws {
        try await with { trial async throws in
            let inner: JSONValue = ["name": "hub_call_tool", "arguments": ["name": "one__echo", "arguments": [:]]]
            let answer = try await trial.agent.call("hub_call_tool", ["name": "hub_call_tool", "arguments": inner])
            #expect(answer.trouble != nil || answer.text == "", "\(answer)")
        }
    }

    @Test func `results of the hub's tools fit the schemas they are listed with`() async throws {
        try await with { trial async throws in
            let tools = try await trial.agent.list("tools", "tools")
            let calls: [(String, JSONObject)] = [
                ("hub_search_tools", ["query": "echo"]), ("hub_describe_tool", ["name": "one__echo"]),
                ("hub_describe_tool", ["name": "hub_status"]), ("hub_status", [:]), ("hub_status", ["server": "two"]),
            ]
            for (name, arguments) in calls {
                let tool = try #require(tools.first { $0["name"] == .string(name) })
                let schema = try JSONSchema(try #require(tool["outputSchema"]))
                let answer = try await trial.agent.call(name, arguments)
                let content = try #require(answer.result?["structuredContent"], "\(answer)")
                #expect(throws: Never.self, "\(answer)") { try schema.validate(content) }
            }
        }
    }

    @Test func `the status names every child with what it offers`() async throws {
        try await with { trial async throws in
            let status = try await trial.agent.call("hub_status")
            let servers = status.result?["structuredContent"]?["servers"]?.array ?? []
            #expect(servers.map { $0["name"] } == ["one", "two"])
            #expect(servers.allSatisfy { $0["state"] == "ready" }, "\(status)")
            #expect(servers.last?["toolCount"] == 1)
            #expect(servers.first?["protocolVersion"] == "2025-11-25")
            #expect(servers.first?["promptCount"] == 2)
        }
    }
}

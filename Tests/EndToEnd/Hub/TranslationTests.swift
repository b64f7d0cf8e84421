import MCP
import Testing

/// Results as the other era and older revisions can read them: check Y2.
@Suite struct TranslationTests {
    /// A tool's result toward one revision.
    struct Case: CustomTestStringConvertible {
        let tool: String
        let version: String
        /// The type and text of the first content.
        let type: String
        var text: String?
        var structured: JSONValue?
        var hasSchema = false

        var testDescription: String { "\(tool) toward \(version)" }
    }

    static let cases = [
        Case(tool: "structured_array", version: "2025-11-25", type: "text", text: "[1, 2, 3]"),
        Case(tool: "structured_array", version: "2025-06-18", type: "text", text: "[1, 2, 3]"),
        Case(tool: "structured_scalar", version: "2025-11-25", type: "text", text: "42"),
        Case(
            tool: "structured_object", version: "2025-11-25", type: "text", structured: ["sum": 5], hasSchema: true),
        Case(
            tool: "structured_object", version: "2025-06-18", type: "text", structured: ["sum": 5], hasSchema: true),
        Case(tool: "resource_link", version: "2025-06-18", type: "resource_link"),
        Case(tool: "resource_link", version: "2025-03-26", type: "text"),
        Case(tool: "audio", version: "2025-03-26", type: "audio"),
        Case(tool: "audio", version: "2024-11-05", type: "text"),
    ]

    @Test(arguments: cases)
    func `Y2: a result of a modern child has the form of the agent's revision`(example: Case) async throws {
        try await HubTrial.run([.modern()], as: .legacy(example.version), capabilities: [:]) { trial async throws in
            let tools = try await trial.agent.list("tools", "tools")
            let tool = try #require(tools.first { $0["name"] == .string("one__\(example.tool)") })
            #expect((tool["outputSchema"] != nil) == example.hasSchema)
            let answer = try await trial.agent.call("one__\(example.tool)")
            let content = try #require(answer.result?["content"]?[0])
            #expect(content["type"] == .string(example.type))
            if let text = example.text { #expect(answer.text == text) }
            #expect(answer.result?["structuredContent"] == example.structured)
            if example.tool == "resource_link", example.type == "text" {
                #expect(answer.text?.contains("scripted://static") == true)
            }
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Y2: a modern agent gets structured content of any kind, with its schema`(
        era: ProtocolVersion.Era
    )
        async throws
    {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let tools = try await trial.agent.list("tools", "tools")
            for (name, value) in [("structured_array", [1, 2, 3]), ("structured_scalar", 42)] as [(String, JSONValue)] {
                let tool = try #require(tools.first { $0["name"] == .string("one__\(name)") })
                #expect(tool["outputSchema"] != nil)
                #expect(try await trial.agent.call("one__\(name)").result?["structuredContent"] == value)
            }
        }
    }

    /// A request of every kind that both eras have.
    static let requests: [(String, JSONObject)] = [
        ("tools/list", [:]), ("prompts/list", [:]), ("resources/list", [:]), ("resources/templates/list", [:]),
        ("tools/call", ["name": "one__echo", "arguments": ["text": "hello"]]),
        ("tools/call", ["name": "one__fail"]),
        ("prompts/get", ["name": "one__greeting", "arguments": ["name": "Ada"]]),
        ("resources/read", ["uri": "scripted://static"]), ("resources/read", ["uri": "scripted://items/7"]),
        (
            "completion/complete",
            ["ref": ["type": "ref/prompt", "name": "one__greeting"], "argument": ["name": "name", "value": "A"]]
        ),
    ]

    @Test(arguments: ["2025-11-25", "2024-11-05"])
    func `Y2: nothing of the modern era leaks to a legacy agent`(version: String) async throws {
        try await HubTrial.run([.modern("one", "--ttl", "5000")], as: .legacy(version), capabilities: [:]) {
            trial async throws in
            for (method, params) in Self.requests {
                let answer = try await trial.agent.request(method, params)
                let result = try #require(answer.result, "\(method): \(answer)")
                for member in ["resultType", "ttlMs", "cacheScope"] {
                    #expect(result[member] == nil, "\(method): \(answer)")
                }
            }
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Y2: a modern agent gets a modern result whatever the child speaks`(era: ProtocolVersion.Era) async throws {
        let cacheable: Set<String> = [
            "tools/list", "prompts/list", "resources/list", "resources/templates/list", "resources/read",
            "server/discover",
        ]
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            for (method, params) in Self.requests + [("server/discover", [:])] {
                let answer = try await trial.agent.request(method, params)
                let result = try #require(answer.result, "\(method): \(answer)")
                #expect(result["resultType"] == "complete", "\(method): \(answer)")
                let ttl = result["ttlMs"]?.integer
                #expect((ttl != nil && ttl! >= 0) == cacheable.contains(method), "\(method): \(answer)")
                #expect(["public", "private"].contains(result["cacheScope"]) == cacheable.contains(method))
            }
        }
    }

    @Test(arguments: QuestionTests.eras, [ScriptedAgent.Manner.modern, .handshake])
    func `what a child answers arrives: texts, prompts, resources, completions`(
        era: ProtocolVersion.Era, manner: ScriptedAgent.Manner
    ) async throws {
        try await HubTrial.run([.speaking(era)], as: manner) { trial async throws in
            let texts = try await Self.answers(trial.agent)
            #expect(
                texts == [
                    "hello", "it failed", "greeting of one for Ada", "scripted://static of one",
                    "scripted://items/7 of one",
                ])
            let completion = try await trial.agent.request(Self.requests[9].0, Self.requests[9].1)
            #expect(completion.result?["completion"]?["values"] == ["greeting name A"])
        }
    }

    private static func answers(_ agent: ScriptedAgent) async throws -> [String] {
        var texts: [String] = []
        for (method, params) in requests[4..<9] {
            texts.append(try await agent.request(method, params).text ?? "nothing")
        }
        return texts
    }

    /// Codes of a child's errors, and what they become.
    static let codes: [(ProtocolVersion.Era, Int, Int)] = [
        (.legacy, -32002, -32602), (.legacy, -32005, -32603), (.legacy, -32000, -32603), (.legacy, -32050, -32603),
        (.modern, -32019, -32603), (.modern, -32077, -32603), (.legacy, -32602, -32602), (.legacy, -32603, -32603),
        (.legacy, 7, 7), (.modern, 4711, 4711),
    ]

    @Test(arguments: codes)
    func `an error of a child keeps its meaning toward a modern agent, and only a meaning that is shared`(
        era: ProtocolVersion.Era, sent: Int, expected: Int
    ) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let code = JSONValue.number(JSONNumber(sent))
            let answer = try await trial.agent.call("one__fail_with", ["code": code, "message": "no luck"])
            #expect(answer.code == expected, "\(answer)")
            #expect(answer.error?["message"]?.string?.contains("no luck") == true)
            if sent != expected, expected == -32603 {
                #expect(answer.error?["data"]?.description.contains("\(sent)") == true, "\(answer)")
            }
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `what is not there is an invalid parameter to a modern agent`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            for (method, params) in [
                ("tools/call", ["name": "one__nothing"]), ("tools/call", ["name": "nobody__echo"]),
                ("tools/call", ["name": "echo"]), ("prompts/get", ["name": "one__nothing"]),
                ("resources/read", ["uri": "scripted://nowhere"]), ("resources/read", ["uri": "other://static"]),
                (
                    "completion/complete",
                    ["ref": ["type": "ref/prompt", "name": "none"], "argument": ["name": "a", "value": ""]]
                ),
            ] as [(String, JSONObject)] {
                #expect(try await trial.agent.request(method, params).code == -32602, "\(method) \(params)")
            }
        }
    }
}

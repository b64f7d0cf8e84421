import MCP
import Testing

/// What travels in `_meta`, and log messages: check Z12.
@Suite struct MetaTests {
    static let prefix = "io.modelcontextprotocol/"
    static let trace: JSONObject = [
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate": "vendor=1",
        "baggage": "user=ada", "com.example/tenant": ["id": 12_345_678_901_234_567],
    ]

    @Test(arguments: QuestionTests.eras, IdentityTests.manners)
    func `Z12: traces and the keys of vendors reach the child`(
        era: ProtocolVersion.Era, manner: ScriptedAgent.Manner
    ) async throws {
        try await HubTrial.run([.speaking(era)], as: manner) { trial async throws in
            try await trial.agent.call("one__meta_echo", meta: Self.trace)
            let meta = try #require(trial.log().calls("meta_echo").first?["params"]?["_meta"])
            // The hub may have a span of its own; the trace stays the same.
            #expect(meta["traceparent"]?.string?.hasPrefix("00-0af7651916cd43dd8448eb211c80319c-") == true)
            for key in ["tracestate", "baggage", "com.example/tenant"] { #expect(meta[key] == Self.trace[key]) }
        }
    }

    @Test func `Z12: the protocol's keys are made anew for a modern child`() async throws {
        try await HubTrial.run([.modern()]) { trial async throws in
            let foreign: JSONObject = ["io.modelcontextprotocol/unknown": 1, "progressToken": "mine"]
            try await trial.agent.call("one__meta_echo", meta: foreign, capabilities: ["roots": [:], "unheard": [:]])
            let meta = try #require(trial.log().calls("meta_echo").first?["params"]?["_meta"])
            #expect(meta[Self.prefix + "protocolVersion"] == "2026-07-28")
            #expect(meta[Self.prefix + "clientCapabilities"]?["roots"] != nil)
            #expect(meta[Self.prefix + "clientCapabilities"]?["elicitation"] == nil)
            #expect(meta[Self.prefix + "unknown"] == nil)
            #expect(meta["progressToken"] != "mine")
        }
    }

    @Test func `Z12: a modern child of a legacy agent gets the keys that it requires`() async throws {
        try await HubTrial.run([.modern()], as: .handshake, capabilities: ["roots": [:]]) { trial async throws in
            try await trial.agent.call("one__meta_echo")
            let meta = try #require(trial.log().calls("meta_echo").first?["params"]?["_meta"])
            #expect(meta[Self.prefix + "protocolVersion"] == "2026-07-28")
            #expect(Answer.keys(meta[Self.prefix + "clientCapabilities"]) == ["roots"])
        }
    }

    @Test(arguments: IdentityTests.manners)
    func `Z12: a legacy child gets none of the protocol's keys`(manner: ScriptedAgent.Manner) async throws {
        try await HubTrial.run([.legacy()], as: manner) { trial async throws in
            try await trial.agent.call("one__meta_echo", meta: ["com.example/tenant": "a"])
            let call = try #require(trial.log().calls("meta_echo").first)
            #expect(Answer.keys(call["params"]?["_meta"]) == ["com.example/tenant"])
            try await trial.agent.call("one__echo", ["text": "hello"])
            let plain = trial.log().calls("echo").last?["params"]?["_meta"]
            #expect(Answer.keys(plain).isEmpty)
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z12: a result names the hub as its server and keeps what the child added`(
        era: ProtocolVersion.Era
    )
        async throws
    {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            for (method, params) in TranslationTests.requests + [("server/discover", [:])] {
                let answer = try await trial.agent.request(method, params)
                let server = answer.result?["_meta"]?[Self.prefix + "serverInfo"]
                #expect(server?["name"] == "mcphub", "\(method): \(answer)")
                #expect(!"\(answer)".contains("scripted-one"), "\(answer)")
            }
            let answer = try await trial.agent.call("one__meta_echo")
            #expect(answer.result?["_meta"]?["com.example/answer"] == "yes")
        }
    }

    private static func logged(_ agent: ScriptedAgent) -> [JSONValue] {
        agent.notifications("notifications/message").compactMap { $0["params"]?["data"] }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z12: a modern request hears log messages from the level it names on`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            let level: JSONObject = ["io.modelcontextprotocol/logLevel": "warning"]
            try await trial.agent.call("one__log", ["level": "info", "text": "quiet", "always": true], meta: level)
            try await trial.agent.call("one__log", ["level": "error", "text": "loud"], meta: level)
            try await trial.agent.call("one__echo")
            #expect(Self.logged(trial.agent) == ["loud"])
            let message = try #require(trial.agent.notifications("notifications/message").first)
            #expect(message["params"]?["level"] == "error")
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z12: a modern request that names no level hears no log messages`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)]) { trial async throws in
            try await trial.agent.call("one__log", ["level": "emergency", "text": "unheard", "always": true])
            try await trial.agent.call("one__echo")
            #expect(Self.logged(trial.agent).isEmpty)
        }
    }

    @Test func `Z12: a level that is none is refused`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let meta: JSONObject = ["io.modelcontextprotocol/logLevel": "loud"]
            #expect(try await trial.agent.call("one__echo", meta: meta).code == -32602)
        }
    }

    @Test(arguments: QuestionTests.eras)
    func `Z12: a legacy agent hears log messages from the level it has set on`(era: ProtocolVersion.Era) async throws {
        try await HubTrial.run([.speaking(era)], as: .handshake) { trial async throws in
            #expect(try await trial.agent.request("logging/setLevel", ["level": "warning"]).error == nil)
            // The level may still be on its way to a legacy child.
            try await Patience.until("a log message") {
                try await trial.agent.call("one__log", ["level": "error", "text": "loud"])
                return !Self.logged(trial.agent).isEmpty
            }
            try await trial.agent.call("one__log", ["level": "info", "text": "quiet", "always": true])
            try await trial.agent.call("one__echo")
            #expect(Set(Self.logged(trial.agent)) == ["loud"])
        }
    }

    @Test(
        arguments: [
            [:], ["_meta": [:]], ["_meta": ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]],
            [
                "_meta": [
                    "io.modelcontextprotocol/protocolVersion": 1, "io.modelcontextprotocol/clientCapabilities": [:],
                ]
            ],
        ] as [JSONValue])
    func `Z12: a request without what is required in it is refused`(params: JSONValue) async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            trial.agent.write(["jsonrpc": "2.0", "id": "bare", "method": "tools/list", "params": params])
            #expect(try await trial.agent.answer(to: "bare").code == -32602)
        }
    }

    @Test func `Z12: a revision that nobody speaks is refused with those that are`() async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            let meta: JSONObject = ["io.modelcontextprotocol/protocolVersion": "2099-01-01"]
            let answer = try await trial.agent.request("tools/list", meta: meta)
            #expect(answer.code == -32022)
            #expect(answer.error?["data"]?["supported"]?.array?.contains("2026-07-28") == true)
            #expect(answer.error?["data"]?["requested"] == "2099-01-01")
        }
    }

    @Test(arguments: ["initialize", "ping", "logging/setLevel", "resources/subscribe", "no/such/method"])
    func `Z12: a method that the modern era does not have is not found`(method: String) async throws {
        try await HubTrial.run([.legacy()]) { trial async throws in
            #expect(try await trial.agent.request(method).code == -32601)
        }
    }
}

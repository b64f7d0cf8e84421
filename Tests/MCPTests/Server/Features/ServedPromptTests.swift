import JSONRPC
import MCP
import Testing

@Suite(.timeLimit(.minutes(10))) struct ServedPromptTests {
    @Test func `a prompt is made from its arguments`() async throws {
        try await serving(try Self.server()) { peer in
            let params: JSONObject = ["name": "greet", "arguments": ["name": "Ada"]]
            let result = try await peer.ask(Wire.modern(1, "prompts/get", params))["result"]
            #expect(result?["messages"] == [["role": "user", "content": ["type": "text", "text": "Greet Ada."]]])
        }
    }

    @Test(
        arguments: [
            ["name": "absent"], ["name": "greet"], ["name": "greet", "arguments": ["style": "x"]], [:],
            ["name": "greet", "arguments": ["name": 5]],
        ] as [JSONObject])
    func `what is unknown, missing or no text is refused`(params: JSONObject) async throws {
        try await serving(try Self.server()) { peer in
            let answer = try await peer.ask(Wire.modern(1, "prompts/get", params))
            #expect(answer.errorCode == -32602)
        }
    }

    @Test(
        arguments: [
            (["type": "ref/prompt", "name": "greet"], ["values": ["Ada"]]),
            (["type": "ref/prompt", "name": "mute"], ["values": []]),
            (["type": "ref/resource", "uri": "test:{id}"], ["total": 150, "hasMore": true]),
        ] as [(JSONValue, JSONObject)])
    func `arguments are completed, by at most 100 values`(reference: JSONValue, expected: JSONObject) async throws {
        try await serving(try Self.server()) { peer in
            let params: JSONObject = ["ref": reference, "argument": ["name": "name", "value": "A"]]
            let result = try await peer.ask(Wire.modern(1, "completion/complete", params))["result"]
            let completion = try #require(result?["completion"])
            for member in expected { #expect(completion[member.key] == member.value) }
            #expect((completion["values"]?.array ?? []).count <= 100)
        }
    }

    @Test(
        arguments: [
            ["type": "ref/prompt", "name": "absent"], ["type": "ref/resource", "uri": "absent"], ["type": "ref/x"],
        ] as [JSONValue])
    func `an unknown reference is refused`(reference: JSONValue) async throws {
        try await serving(try Self.server()) { peer in
            let params: JSONObject = ["ref": reference, "argument": ["name": "name", "value": "A"]]
            let answer = try await peer.ask(Wire.modern(1, "completion/complete", params))
            #expect(answer.errorCode == -32602)
        }
    }

    @Test(arguments: [(.v2024_11_05, nil), (.v2025_03_26, [:])] as [(ProtocolVersion, JSONValue?)])
    func `completions are declared where the revision knows that`(
        version: ProtocolVersion, declared: JSONValue?
    ) async throws {
        try await serving(try Self.server()) { peer in
            let result = try await peer.ask(Wire.initialize(1, version))["result"]
            #expect(result?["capabilities"]?["completions"] == declared)
        }
    }

    private static func server() throws -> Server {
        let server = Server(name: "test", version: "1")
        let greet = Prompt(
            name: "greet", arguments: [PromptArgument(name: "name", required: true), PromptArgument(name: "style")])
        server.addPrompt(
            ServerPrompt(
                greet, completer: { _, _ in Completion(values: ["Ada"]) },
                handler: { arguments, _ in
                    let content = ContentBlock.text("Greet \(arguments["name"] ?? "").")
                    return GetPromptResult(messages: [PromptMessage(role: .user, content: content)])
                }))
        server.addPrompt(ServerPrompt(Prompt(name: "mute")) { _, _ in GetPromptResult(messages: []) })
        server.addResourceTemplate(
            try ServerResourceTemplate(
                ResourceTemplate(uriTemplate: "test:{id}", name: "t"),
                completer: { _, _ in Completion(values: (0..<150).map(String.init)) }, reader: { _, _, _ in [] }))
        return server
    }
}

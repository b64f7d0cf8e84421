import JSONRPC
import MCP
import Testing

/// What results carry besides their contents, in each era.
@Suite(.timeLimit(.minutes(10))) struct ResultShapeTests {
    static let cacheable = [
        "server/discover", "tools/list", "prompts/list", "resources/list", "resources/templates/list", "resources/read",
    ]
    static let plain = ["tools/call", "prompts/get", "completion/complete"]

    @Test(arguments: cacheable) func `modern lists and reads say how long they hold`(method: String) async throws {
        try await serving(try Self.server()) { peer in
            let result = try await peer.ask(Wire.modern(1, method, Self.params(method)))["result"]
            #expect(result?["resultType"] == "complete")
            #expect(result?["ttlMs"] == 1500)
            #expect(result?["cacheScope"] == "public")
            #expect(result?["_meta"]?[MetaKey.serverInfo]?["name"] == "full")
        }
    }

    @Test(arguments: plain) func `other modern results do not`(method: String) async throws {
        try await serving(try Self.server()) { peer in
            let result = try await peer.ask(Wire.modern(1, method, Self.params(method)))["result"]
            #expect(result?["resultType"] == "complete")
            #expect(result?["ttlMs"] == nil && result?["cacheScope"] == nil)
            #expect(result?["_meta"]?[MetaKey.serverInfo]?["name"] == "full")
        }
    }

    @Test(arguments: cacheable.dropFirst() + plain) func `legacy results carry nothing of that`(
        method: String
    ) async throws {
        try await serving(try Self.server()) { peer in
            try await peer.shakeHands()
            let answer = try await peer.ask(Wire.legacy(1, method, Self.params(method)))
            let result = try #require(answer["result"]?.object)
            #expect(!["resultType", "ttlMs", "cacheScope", "_meta"].contains { result[$0] != nil })
        }
    }

    @Test func `what a handler says itself stays`() async throws {
        let server = Server(name: "own", version: "1")
        try server.addTool("t") { _, _ in
            CallToolResult(content: [], meta: ResultMeta(other: ["com.example/cost": 5]), other: ["x": 1])
        }
        try await serving(server) { peer in
            let result = try await peer.call(1, "t")["result"]
            #expect(result?["x"] == 1)
            #expect(result?["_meta"]?["com.example/cost"] == 5)
            #expect(result?["_meta"]?[MetaKey.serverInfo]?["name"] == "own")
        }
    }

    private static func server() throws -> Server {
        var options = ServerOptions()
        options.cacheLifetime = .milliseconds(1500)
        options.cacheScope = .public
        let server = Server(name: "full", version: "1", options: options)
        try server.addTool("t") { _, _ in .text("done") }
        server.addPrompt(
            ServerPrompt(
                Prompt(name: "p"), completer: { _, _ in Completion(values: ["v"]) },
                handler: { _, _ in GetPromptResult(messages: []) }))
        server.addResource(ServerResource(Resource(uri: "test:r", name: "r")) { _, _ in [] })
        return server
    }

    private static func params(_ method: String) -> JSONObject {
        switch method {
        case "tools/call": ["name": "t"]
        case "prompts/get": ["name": "p"]
        case "resources/read": ["uri": "test:r"]
        case "completion/complete":
            ["ref": ["type": "ref/prompt", "name": "p"], "argument": ["name": "a", "value": ""]]
        default: [:]
        }
    }
}

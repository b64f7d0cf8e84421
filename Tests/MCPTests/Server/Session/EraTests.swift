import JSONRPC
import MCP
import Testing

/// One connection, both eras.
@Suite(.timeLimit(.minutes(10))) struct EraTests {
    @Test func `both eras are spoken on one connection, message by message`() async throws {
        try await serving(try .echoing()) { peer in
            let first = try await peer.call(1, "echo", ["text": "modern"])
            #expect(first.text == "modern")
            #expect(try await peer.ask(Wire.legacy(2, "tools/list")).errorCode == -32602)
            try await peer.shakeHands()
            #expect(try await peer.legacyCall(3, "echo", ["text": "legacy"]).text == "legacy")
            let again = try await peer.call("4", "echo", ["text": "again"])
            #expect(again.text == "again")
            #expect(again["id"] == "4")
            #expect(again["result"]?["resultType"] == "complete")
            #expect(try await peer.ask(Wire.legacy(5, "ping"))["result"] == [:])
        }
    }

    @Test(arguments: ["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "x/y"])
    func `a method that the modern era does not have is unknown there`(method: String) async throws {
        try await serving(try .echoing()) { peer in
            let params: JSONObject = ["protocolVersion": "2025-11-25", "uri": "x", "level": "info"]
            #expect(try await peer.ask(Wire.modern(1, method, params)).errorCode == -32601)
            try await peer.shakeHands()
            #expect(try await peer.ask(Wire.modern(2, method, params)).errorCode == -32601)
        }
    }

    @Test(arguments: ["server/discover", "subscriptions/listen", "x/y"])
    func `a method that the legacy era does not have is unknown there`(method: String) async throws {
        try await serving(try .echoing()) { peer in
            try await peer.shakeHands()
            #expect(try await peer.ask(Wire.legacy(1, method, ["notifications": [:]])).errorCode == -32601)
        }
    }

    @Test(arguments: [
        "tools/list", "tools/call", "prompts/list", "prompts/get", "resources/list", "resources/templates/list",
        "resources/read", "completion/complete",
    ])
    func `what the server does not offer is unknown in both eras`(method: String) async throws {
        try await serving(Server(name: "bare", version: "1")) { peer in
            let params: JSONObject = ["name": "x", "uri": "x", "ref": ["type": "ref/prompt", "name": "x"]]
            #expect(try await peer.ask(Wire.modern(1, method, params)).errorCode == -32601)
            try await peer.shakeHands()
            #expect(try await peer.ask(Wire.legacy(2, method, params)).errorCode == -32601)
            #expect(try await peer.ask(Wire.legacy(3, "resources/subscribe", params)).errorCode == -32601)
        }
    }

    @Test func `capabilities are declared as soon as there is something`() async throws {
        let server = Server(name: "growing", version: "1")
        try await serving(server) { peer in
            let bare = try await peer.ask(Wire.modern(1, "server/discover"))["result"]
            #expect(bare?["capabilities"] == ["logging": [:]])
            try server.addTool("t") { _, _ in .text("") }
            server.addPrompt(ServerPrompt(Prompt(name: "p")) { _, _ in GetPromptResult(messages: []) })
            server.addResource(ServerResource(Resource(uri: "r", name: "r")) { _, _ in [] })
            let full = try await peer.ask(Wire.modern(2, "server/discover"))["result"]
            #expect(
                full?["capabilities"] == [
                    "tools": ["listChanged": true], "prompts": ["listChanged": true],
                    "resources": ["subscribe": true, "listChanged": true], "logging": [:],
                ])
        }
    }

    @Test func `discover tells versions without a handshake, instructions and the name`() async throws {
        try await serving(Server(name: "named", version: "2", instructions: "Be kind.")) { peer in
            let result = try await peer.ask(Wire.modern(1, "server/discover"))["result"]
            #expect(result?["supportedVersions"] == ["2026-07-28"])
            #expect(result?["instructions"] == "Be kind.")
            #expect(result?["_meta"]?[MetaKey.serverInfo] == ["name": "named", "version": "2"])
        }
    }

    @Test(arguments: ProtocolVersion.supportedLegacy)
    func `initialize agrees on every revision with a handshake`(version: ProtocolVersion) async throws {
        try await serving(try .echoing()) { peer in
            let result = try await peer.ask(Wire.initialize(1, version))["result"]
            #expect(result?["protocolVersion"] == version.json)
            #expect(result?["serverInfo"] == ["name": "test", "version": "1"])
            #expect(result?["resultType"] == nil && result?["_meta"] == nil)
            #expect(try await peer.ask(Wire.initialize(2, version)).errorCode == -32600)
        }
    }

    @Test func `an unsupported version is answered with the supported ones`() async throws {
        try await serving(try .echoing()) { peer in
            let answer = try await peer.ask(
                Wire.modern(1, "tools/list", meta: [MetaKey.protocolVersion: "2030-01-01"]))
            #expect(answer.errorCode == -32022)
            #expect(answer["error"]?["data"] == ["supported": ["2026-07-28"], "requested": "2030-01-01"])
        }
    }
}

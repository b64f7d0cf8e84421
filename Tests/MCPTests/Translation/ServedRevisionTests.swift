import JSONRPC
import MCP
import Testing

/// The same through a whole server.
@Suite(.timeLimit(.minutes(10))) struct ServedRevisionTests {
    @Test(arguments: [(.v2024_11_05, "text"), (.v2025_03_26, "audio")] as [(ProtocolVersion, JSONValue)])
    func `results and prompts are converted for the revision that was agreed`(
        version: ProtocolVersion, type: JSONValue
    ) async throws {
        try await serving(try Self.server()) { peer in
            try await peer.shakeHands(version)
            let result = try await peer.legacyCall(1, "sing")["result"]
            #expect(result?["content"]?[0]?["type"] == type)
            #expect(result?["structuredContent"] == nil)
            let prompt = try await peer.ask(Wire.legacy(2, "prompts/get", ["name": "sing"]))["result"]
            #expect(prompt?["messages"]?[0]?["content"]?["type"] == type)
            let tools = try await peer.ask(Wire.legacy(3, "tools/list"))["result"]
            #expect(tools?["tools"]?[0]?["outputSchema"] == nil)
            // On the same connection, each modern request has its own revision.
            let modern = try await peer.call(4, "sing")["result"]
            #expect(modern?["content"]?[0]?["type"] == "audio")
            #expect(modern?["structuredContent"] == [1])
        }
    }

    private static func server() throws -> Server {
        let server = Server(name: "singer", version: "1")
        let audio = ContentBlock.audio(AudioContent(data: "AAAA", mimeType: "audio/wav"))
        try server.addTool("sing", outputSchema: ["type": "array"]) { _, _ in
            CallToolResult(content: [audio], structuredContent: [1])
        }
        server.addPrompt(
            ServerPrompt(Prompt(name: "sing")) { _, _ in
                GetPromptResult(messages: [PromptMessage(role: .user, content: audio)])
            })
        return server
    }
}

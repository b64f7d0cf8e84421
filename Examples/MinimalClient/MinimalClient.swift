import MCP
import Processes

@main
struct MinimalClient {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        let server = try await ChildProcess.launch(ChildCommand(words[0], arguments: Array(words.dropFirst())))
        let client = try await Client.connect(name: "visitor", version: "1.0") { server.transport }
        let tools = try await client.listTools().map(\.name)
        print("\(client.protocolVersion.rawValue), tools: \(tools.joined(separator: ", "))")
        let result = try await client.callTool("greet", arguments: ["name": "Ada"])
        for case .text(let content) in result.content { print(content.text) }
        await client.close()
        await server.terminate()
    }
}

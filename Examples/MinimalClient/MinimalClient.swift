import MCP
import Processes

@main
struct MinimalClient {
    static func main() async throws {
        let command = ChildCommand(CommandLine.arguments[1], arguments: Array(CommandLine.arguments.dropFirst(2)))
        let server = try await ChildProcess.launch(command)
        let client = try await Client.connect(name: "visitor", version: "1.0") { server.transport }
        let tools = try await client.listTools()
        print("\(tools.count) tools over \(client.protocolVersion.rawValue): \(tools.map(\.name).joined(separator: ", "))")
        let result = try await client.callTool("greet", arguments: ["name": "Ada"])
        for case .text(let content) in result.content { print(content.text) }
        await client.close()
        await server.terminate()
    }
}

import MCP
import Processes

/// Attaches to a server, lists what it offers, calls its tools and prints the exchange.
@main
struct ExampleClient {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        guard let program = words.first else { return print("usage: mcp-example-client SERVER [ARGUMENT ...]") }
        do {
            let server = try await ChildProcess.launch(ChildCommand(program, arguments: Array(words.dropFirst())))
            let client = try await Client.connect(
                name: "example-client", version: "1.0", handlers: Conversation.handlers
            ) {
                TracingTransport(server.transport)
            }
            try await Conversation(client: client).run()
            await client.close()
            print("\nThe server has ended: \(await server.terminate())")
        } catch {
            print("The exchange failed: \(error)")
        }
    }
}

import MCP

/// What a client can do with a server, one step after the other.
struct Conversation {
    let client: Client

    /// Answers what the example server asks, as a user and a model would.
    static var handlers: ClientHandlers {
        var handlers = ClientHandlers()
        handlers.form = { _ in ElicitResult(action: .accept, content: ["name": "Ada", "colour": "green"]) }
        handlers.log = { print("  the server says: \($0.data)") }
        return handlers
    }

    func run() async throws {
        let name = client.serverInfo?.name ?? "a server that does not say its name"
        print("\nConnected to \(name), revision \(client.protocolVersion.rawValue) (\(client.era) era)")
        let tools = try await listTools()
        if tools.contains("echo") { try await call("echo", ["text": "Grüß Gott"]) }
        if tools.contains("add") { try await call("add", ["a": 2, "b": 0.5]) }
        if tools.contains("countdown") { try await countDown() }
        if tools.contains("interview") { try await call("interview", [:]) }
        if tools.contains("fail") { try await call("fail", ["message": "as it was asked to"]) }
        try await readResources()
    }

    private func listTools() async throws -> [String] {
        print("\nWhich tools are there?")
        let tools = try await client.listTools()
        for tool in tools { print("  \(tool.name): \(tool.description ?? "")") }
        return tools.map(\.name)
    }

    private func call(_ name: String, _ arguments: JSONObject) async throws {
        print("\nCall \(name) with \(arguments.json)")
        show(try await client.callTool(name, arguments: arguments))
    }

    private func countDown() async throws {
        print("\nCall countdown and watch its progress")
        let progress = RequestOptions(progress: { print("  progress: \($0.progress.literal)") })
        show(try await client.callTool("countdown", arguments: ["from": 3], progress))
    }

    private func readResources() async throws {
        guard client.serverCapabilities.resources != nil else { return }
        print("\nWhich resources are there?")
        for resource in try await client.listResources() { print("  \(resource.uri)") }
    }

    private func show(_ result: CallToolResult) {
        for case .text(let content) in result.content {
            print(result.isError == true ? "  it failed: \(content.text)" : "  it answered: \(content.text)")
        }
    }
}

import MCP

@main
struct MinimalServer {
    static func main() async throws {
        let server = Server(name: "greeter", version: "1.0")
        try server.addTool(
            "greet", description: "Greets somebody by name.",
            inputSchema: ["type": "object", "properties": ["name": ["type": "string"]], "required": ["name"]]
        ) { arguments, _ in
            .text("Hello, \(try arguments.required("name", as: String.self))!")
        }
        await server.serve(try StdioTransport.standard())
    }
}

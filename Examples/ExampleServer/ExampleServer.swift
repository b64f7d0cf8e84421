import MCP

/// A server that shows every feature of the protocol, for tests and for a look at how each is written.
@main
struct ExampleServer {
    static func main() async throws {
        let server = try makeServer()
        await server.serve(try StdioTransport.standard())
    }

    static func makeServer() throws -> Server {
        var options = ServerOptions()
        options.cacheLifetime = .seconds(60)
        let server = Server(
            name: "example", version: "1.0", instructions: "Call echo to see that the connection works.",
            options: options)
        try server.addPlainTools()
        try server.addEventTools()
        try server.addAskingTools()
        server.addPrompts()
        try server.addResources()
        return server
    }
}

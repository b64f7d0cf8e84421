import MCP

/// The fixture of the conformance bar, made with the server kit: everything that a scenario needs to be judged.
@main
struct ConformanceServer {
    static func main() async throws {
        let server = try makeServer()
        await server.serve(try StdioTransport.standard())
    }

    static func makeServer() throws -> Server {
        let server = Server(name: "conformance", version: "1.0")
        try server.addContentTools()
        try server.addEventTools()
        try server.addSchemaTools()
        try server.addChangingLists()
        try server.addAskingTools()
        try server.addInputTools()
        server.addPrompts()
        try server.addResources()
        return server
    }
}

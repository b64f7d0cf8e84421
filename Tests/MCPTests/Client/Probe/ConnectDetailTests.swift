import JSONRPC
import TestClock
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct ConnectDetailTests {
    let servers = ScriptedServers()
    let clock = ManualClock()

    @Test func `a modern server is asked with version, capabilities and name`() async throws {
        var handlers = ClientHandlers()
        handlers.roots = { [] }
        async let client = connect(handlers)
        let server = await servers.server()
        let request = try await server.next()
        #expect(request["params"]?["_meta"]?[MetaKey.protocolVersion] == "2026-07-28")
        #expect(request["params"]?["_meta"]?[MetaKey.clientCapabilities] == ["roots": [:]])
        #expect(request["params"]?["_meta"]?[MetaKey.clientInfo]?["name"] == "test")
        try await server.reply(to: request, Greeting.discovered())
        let connected = try await client
        #expect(connected.era == .modern)
        #expect(connected.serverInfo?.name == "scripted")
        #expect(connected.instructions == "modern")
        #expect(connected.serverCapabilities.tools != nil)
        await connected.close()
        #expect(await server.rest().isEmpty)
    }

    @Test func `a legacy server gets the handshake and nothing of the modern era`() async throws {
        var options = ClientOptions.timed(by: clock)
        options.firstEra = .legacy
        async let client = connect(options: options)
        let server = await servers.server()
        let request = try await server.next()
        #expect(request["method"] == "initialize")
        #expect(request["params"]?["protocolVersion"] == "2025-11-25")
        #expect(request["params"]?["_meta"] == nil)
        try await server.reply(to: request, Greeting.initialized("2025-06-18"))
        #expect(try await server.next() == Wire.notification("notifications/initialized"))
        let connected = try await client
        #expect(connected.protocolVersion == "2025-06-18")
        #expect(connected.instructions == "legacy")
        await connected.close()
    }

    @Test func `a probe that is given up is not cancelled aloud`() async throws {
        async let client = connect()
        let server = await servers.server()
        _ = try await server.next()
        await clock.pass(.seconds(5))
        try await server.reply(to: try await server.next(), Greeting.initialized())
        #expect(try await server.next()["method"] == "notifications/initialized")
        await (try client).close()
        #expect(await server.rest().isEmpty)
    }

    @Test func `a connection that does not come about is closed`() async throws {
        let client = Task { try await connect() }
        let server = await servers.server()
        try await server.refuse(try await server.next(), .headerMismatch("x"))
        await #expect(throws: ConnectionFailure.refused(.headerMismatch("x"))) { try await client.value }
        #expect(await server.rest().isEmpty)
    }

    @Test func `what fails to open is thrown`() async {
        struct NoSuchProgram: Error {}
        await #expect(throws: NoSuchProgram.self) {
            try await Client.connect(name: "test", version: "1") { throw NoSuchProgram() }
        }
    }

    @Test func `connecting can be cancelled`() async throws {
        let task = Task { try await connect() }
        let server = await servers.server()
        _ = try await server.next()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await server.rest().isEmpty)
    }

    @Test(arguments: [
        ConnectionFailure.silent, .exited, .noCommonVersion(["2030-01-01"]), .refused(.methodNotFound("initialize")),
    ])
    func `a failure is told in a sentence`(failure: ConnectionFailure) {
        #expect(failure.description.hasPrefix("The server "))
    }

    private func connect(
        _ handlers: ClientHandlers = ClientHandlers(), options: ClientOptions? = nil
    ) async throws -> Client {
        try await Client.connect(
            name: "test", version: "1", handlers: handlers, options: options ?? .timed(by: clock), open: servers.open)
    }
}

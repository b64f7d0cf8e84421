import JSONRPC
import NIOCore
import Testing

@testable import MCP

/// A client and a server that talk over pipes, as a host and the process it launched do.
@Suite(.timeLimit(.minutes(10))) struct EndToEndTests {
    @Test(arguments: ProtocolVersion.Era.allCases)
    func `client and server understand each other over pipes`(era: ProtocolVersion.Era) async throws {
        let server = try Server.asking()
        try server.addTool("echo") { arguments, context in
            for step in 1...3 { await context.progress(Double(step)) }
            return .text(try arguments.required("text"))
        }
        try await connected(to: server, era) { client in
            #expect(client.era == era)
            #expect(client.serverInfo?.name == "asking")
            #expect(try await client.listTools().contains { $0.name == "echo" })
            #expect(try await client.callTool("greet").firstText == "Hello, Ada!")
            #expect(try await client.callTool("interview").firstText == "Ada, Ada")
            #expect(try await client.callTool("survey").content.count == 1)
            let steps = Promise<Double>()
            let options = RequestOptions(progress: { if $0.progress.double == 3 { steps.settle(.success(3)) } })
            let long = String(repeating: "x", count: 1_000_000)
            #expect(try await client.callTool("echo", arguments: ["text": .string(long)], options).firstText == long)
            #expect(try await steps.value() == 3)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<100 {
                    let text = "\(number)"
                    group.addTask {
                        try await client.callTool("echo", arguments: ["text": .string(text)]).firstText == text
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
            await #expect(throws: RPCError.self) { try await client.callTool("absent") }
            #expect(client.noiseLines == 0)
        }
    }

    @Test(arguments: ProtocolVersion.Era.allCases)
    func `changes reach a subscriber over pipes`(era: ProtocolVersion.Era) async throws {
        let server = try Server.echoing()
        server.addResource(ServerResource(Resource(uri: "test:a", name: "a")) { _, _ in [] })
        try await connected(to: server, era) { client in
            let filter = SubscriptionFilter(toolsListChanged: true, resourceSubscriptions: ["test:a"])
            let subscription = try await client.subscribe(filter)
            #expect(subscription.honoured == filter)
            // A legacy server tells of changes once it knows that the handshake is over: a call makes sure of that.
            _ = try await client.listTools()
            var events = subscription.events.makeAsyncIterator()
            server.resourceUpdated("test:a")
            #expect(await events.next() == .resourceUpdated("test:a"))
            server.removeTool("echo")
            #expect(await events.next() == .toolListChanged)
            await subscription.cancel()
            #expect(await events.next() == nil)
        }
    }

    @Test func `requests in a file are all answered before serving ends`() async throws {
        let requests = [
            Wire.modern(1, "server/discover"), Wire.call(2, "echo", ["text": "from a file"]), Wire.initialize(3),
            Wire.notification("notifications/initialized"), Wire.legacyCall(4, "echo", ["text": "again"]),
        ]
        let input = try Descriptors.file(requests.map(\.description).joined(separator: "\n"))
        let output = try Descriptors.pipe()
        async let lines = readLines(output.read)
        try await Server.echoing().serve(try StdioTransport(input: input, output: output.write))
        let answers = try await lines.map { try JSONValue(parsing: $0) }
        #expect(Set(answers.map { $0["id"]?.integer }) == [1, 2, 3, 4])
        #expect(Set(answers.compactMap(\.text)) == ["from a file", "again"])
        Descriptors.close(output.read)
    }

    /// Serves over pipes, and expects serving to end when the client closes.
    private func connected(
        to server: Server, _ era: ProtocolVersion.Era, _ body: @Sendable (Client) async throws -> Void
    ) async throws {
        let (near, far) = try StdioTransportTests.pair()
        try await withThrowingTaskGroup { group in
            group.addTask { await server.serve(far) }
            var options = ClientOptions()
            options.firstEra = era
            var handlers = QuestionTests.handlers
            handlers.form = { form in
                let field = form.requestedSchema.properties.keys.first ?? ""
                return ElicitResult(action: .accept, content: [field: "Ada"])
            }
            let client = try await Client.connect(
                name: "test", version: "1", handlers: handlers, options: options, open: { near })
            try await body(client)
            await client.close()
        }
    }
}

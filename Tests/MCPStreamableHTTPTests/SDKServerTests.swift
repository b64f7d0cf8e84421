import HTTPTestSupport
import JSONRPC
import MCP
import MCPStreamableHTTP
import Testing

/// Servers of the official SDKs over HTTP, in both eras, answering with events and with JSON.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SDKServerTests {
    struct Server: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let environment: String
        let module: String
        var option = "--events"
        let era: ProtocolVersion.Era
        var firstEra = ProtocolVersion.Era.modern

        /// Starts the server and connects.
        func with(
            handlers: ClientHandlers = ClientHandlers(), _ body: (Trial) async throws -> Void
        ) async throws {
            let process = try PeerProcess.server(environment, module, option)
            try await Trial.with(try process.firstLine(), era: firstEra, handlers: handlers, body)
            withExtendedLifetime(process) {}
        }
    }

    static let servers = [
        Server(testDescription: "SDK 2.x, modern", environment: "mcp2", module: "server_mcp2", era: .modern),
        Server(
            testDescription: "SDK 2.x, modern, JSON", environment: "mcp2", module: "server_mcp2", option: "--json",
            era: .modern),
        Server(
            testDescription: "SDK 2.x, legacy", environment: "mcp2", module: "server_mcp2", era: .legacy,
            firstEra: .legacy),
        Server(
            testDescription: "SDK 2.x, legacy, resumable", environment: "mcp2", module: "server_mcp2",
            option: "--resumable", era: .legacy, firstEra: .legacy),
        Server(testDescription: "SDK 1.x", environment: "mcp1", module: "server_mcp1", era: .legacy),
    ]

    /// Those that can send more than the answer while a call runs.
    static let streaming = servers.filter { $0.option != "--json" }

    @Test(arguments: servers)
    func `the era is found, and tools are listed and called at the same time`(server: Server) async throws {
        try await server.with { trial async throws in
            let client = trial.client
            #expect(client.era == server.era)
            #expect(try await client.listTools().map(\.name).contains("echo"))
            for text in ["plain", "Grüße \"🐲\"\n", String(repeating: "x", count: 300_000)] {
                #expect(try await client.callTool("echo", arguments: ["text": .string(text)]).text == text)
            }
            try await withThrowingTaskGroup(of: (Int, String).self) { group async throws in
                for number in 0..<50 {
                    group.addTask {
                        (number, try await client.callTool("echo", arguments: ["text": .string("\(number)")]).text)
                    }
                }
                for try await (number, text) in group { #expect(text == "\(number)") }
            }
            await #expect(throws: RPCError.self) { try await client.readResource("example://nowhere") }
            #expect(client.openRequests == 0)
            #expect(client.noiseLines == 0)
        }
    }

    /// SDK 1.x sends the fixture's progress on the stream that listens, where it may come later than the answer.
    @Test(arguments: streaming.filter { $0.environment == "mcp2" })
    func `progress reaches its call`(server: Server) async throws {
        try await server.with { trial async throws in
            let seen = Collected<Int>()
            let options = RequestOptions(progress: { seen.add($0.progress.integer ?? -1) })
            let result = try await trial.client.callTool("countdown", arguments: ["from": 5], options)
            #expect(result.text == "liftoff")
            #expect(seen.all == [1, 2, 3, 4, 5])
        }
    }

    @Test(arguments: streaming)
    func `questions are answered`(server: Server) async throws {
        var handlers = ClientHandlers()
        handlers.form = { params in
            params.requestedSchema.properties["name"] != nil
                ? ElicitResult(action: .accept, content: ["name": "Ada"])
                : ElicitResult(action: .accept, content: ["colour": "green"])
        }
        handlers.sampling = { _ in CreateMessageResult(role: .assistant, content: .one(.text("short")), model: "test") }
        try await server.with(handlers: handlers) { trial async throws in
            #expect(try await trial.client.callTool("interview").text == "Ada likes green.")
            #expect(try await trial.client.callTool("summarize", arguments: ["text": "long"]).text == "short")
        }
    }

    @Test(arguments: streaming)
    func `cancelling a call reaches the server`(server: Server) async throws {
        try await server.with { trial async throws in
            let client = trial.client
            // A call that is cancelled before its server has begun to work on it counts nowhere: then another one is.
            var count = 0
            for attempt in 3..<100 where count == 0 {
                let call = Task { try await client.callTool("wait") }
                for _ in 0..<attempt { _ = try await client.callTool("echo", arguments: ["text": "meanwhile"]) }
                call.cancel()
                await #expect(throws: CancellationError.self) { try await call.value }
                _ = try await client.callTool("echo", arguments: ["text": "after"])
                count = try await client.callTool("cancellations").structuredContent?["count"]?.integer ?? 0
            }
            #expect(count > 0)
        }
    }

    @Test(arguments: streaming)
    func `changes reach whoever subscribed`(server: Server) async throws {
        try await server.with { trial async throws in
            let client = trial.client
            let filter = SubscriptionFilter(toolsListChanged: true, resourceSubscriptions: ["example://clock"])
            let subscription = try await client.subscribe(filter)
            var events = subscription.events.makeAsyncIterator()
            #expect(try await client.callTool("touch").text == "touched")
            #expect(await events.next() == .resourceUpdated("example://clock"))
            #expect(try await client.callTool("grow").text == "grown")
            #expect(await events.next() == .toolListChanged)
            await subscription.cancel()
        }
    }
}

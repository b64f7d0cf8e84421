import Locking
import MCP
import Testing

/// Our client against servers of both SDK generations and our own: the same behaviour whatever is on the other side.
@Suite(.serialized) struct OwnClientTests {
    struct Server: CustomTestStringConvertible {
        let testDescription: String
        let command: [String]
        let era: ProtocolVersion.Era
        var firstEra = ProtocolVersion.Era.modern

        var options: ClientOptions {
            var options = ClientOptions()
            options.firstEra = firstEra
            return options
        }
    }

    static let servers = [
        Server(testDescription: "own server, modern", command: Peer.built("mcp-example-server"), era: .modern),
        Server(
            testDescription: "own server, legacy", command: Peer.built("mcp-example-server"), era: .legacy,
            firstEra: .legacy),
        Server(testDescription: "SDK 2.x, modern", command: Peer.python("mcp2", "server_mcp2.py"), era: .modern),
        Server(
            testDescription: "SDK 2.x, legacy", command: Peer.python("mcp2", "server_mcp2.py"), era: .legacy,
            firstEra: .legacy),
        Server(testDescription: "SDK 1.x", command: Peer.python("mcp1", "server_mcp1.py"), era: .legacy),
    ]

    @Test(arguments: servers)
    func `the era is found, and tools are listed and called`(server: Server) async throws {
        let statuses = try await ConnectedClient.with(server.command, options: server.options) {
            connected async throws in
            let client = connected.client
            #expect(client.era == server.era)
            #expect(client.serverInfo != nil)
            try await client.ping()
            let tools = try await client.listTools()
            #expect(Set(["echo", "add", "countdown", "greet", "summarize"]).isSubset(of: tools.map(\.name)))
            for text in ["plain", "Grüß \"Gott\"\n🐲", String(repeating: "x", count: 300_000)] {
                #expect(try await client.callTool("echo", arguments: ["text": .string(text)]).text == text)
            }
            let sum = try await client.callTool("add", arguments: ["a": 2, "b": 3])
            #expect(sum.structuredContent == ["sum": 5])
        }
        #expect(statuses.count == 1)
    }

    @Test(arguments: servers)
    func `failures are told apart: unknown tools, bad arguments, tools that fail`(server: Server) async throws {
        try await ConnectedClient.with(server.command, options: server.options) { connected async throws in
            let client = connected.client
            let failed = try await client.callTool("fail", arguments: ["message": "no luck"])
            #expect(failed.isError == true)
            #expect(failed.text == "no luck")
            #expect(await isRefused { try await client.callTool("no_such_tool") })
            #expect(await isRefused { try await client.callTool("add", arguments: ["a": "two"]) })
            #expect(await isRefused { try await client.getPrompt("no_such_prompt") })
            #expect(await isRefused { try await client.readResource("example://nowhere") })
        }
    }

    @Test(arguments: servers)
    func `progress reaches its call and increases`(server: Server) async throws {
        try await ConnectedClient.with(server.command, options: server.options) { connected async throws in
            let seen = Collected<Int>()
            let options = RequestOptions(progress: { seen.add($0.progress.integer ?? -1) })
            let result = try await connected.client.callTool("countdown", arguments: ["from": 5], options)
            #expect(result.text == "liftoff")
            #expect(seen.all == [1, 2, 3, 4, 5])
        }
    }

    @Test(arguments: servers)
    func `many calls at the same time each get their own answer`(server: Server) async throws {
        try await ConnectedClient.with(server.command, options: server.options) { connected async throws in
            let client = connected.client
            let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for number in 0..<200 {
                    group.addTask {
                        (number, try await client.callTool("echo", arguments: ["text": .string("\(number)")]).text)
                    }
                }
                return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
            }
            #expect(answers == Dictionary(uniqueKeysWithValues: (0..<200).map { ($0, "\($0)") }))
            #expect(client.openRequests == 0)
        }
    }

    @Test(arguments: servers)
    func `cancelling a call reaches the server`(server: Server) async throws {
        try await ConnectedClient.with(server.command, options: server.options) { connected async throws in
            let client = connected.client
            // A call that is cancelled before its server has begun to work on it counts nowhere: then another one is.
            var count = 0
            for _ in 0..<100 where count == 0 {
                let call = Task { try await client.callTool("wait") }
                while client.openRequests == 0 { await Task.yield() }
                for _ in 0..<3 { _ = try await client.callTool("echo", arguments: ["text": "meanwhile"]) }
                call.cancel()
                await #expect(throws: CancellationError.self) { try await call.value }
                count = try await client.callTool("cancellations").structuredContent?["count"]?.integer ?? 0
            }
            #expect(count > 0)
        }
    }

    @Test(arguments: servers)
    func `questions by form are answered, declined and cancelled`(server: Server) async throws {
        for (action, expected) in [
            (ElicitAction.accept, "Hello, Ada!"), (.decline, "No name given."), (.cancel, "Cancelled."),
        ] {
            var handlers = ClientHandlers()
            handlers.form = { _ in ElicitResult(action: action, content: action == .accept ? ["name": "Ada"] : nil) }
            try await ConnectedClient.with(server.command, handlers: handlers, options: server.options) {
                connected async throws in
                let result = try await connected.client.callTool("greet")
                #expect(result.text == expected)
            }
        }
    }

    @Test(arguments: servers)
    func `two rounds of questions, a page to visit, a model and folders are asked for`(server: Server) async throws {
        let visited = Collected<String>()
        var handlers = ClientHandlers()
        handlers.form = { params in
            params.requestedSchema.properties["name"] != nil
                ? ElicitResult(action: .accept, content: ["name": "Ada"])
                : ElicitResult(action: .accept, content: ["colour": "green"])
        }
        handlers.url = { params in
            visited.add(params.url)
            return ElicitResult(action: .accept)
        }
        handlers.sampling = { params in
            CreateMessageResult(role: .assistant, content: .one(.text("in short")), model: "test")
        }
        handlers.roots = { [Root(uri: "file:///one"), Root(uri: "file:///two")] }
        try await ConnectedClient.with(server.command, handlers: handlers, options: server.options) {
            connected async throws in
            let client = connected.client
            #expect(try await client.callTool("interview").text == "Ada likes green.")
            #expect(try await client.callTool("consent").text == "Consent: accept")
            #expect(visited.all == ["https://example.com/consent"])
            #expect(try await client.callTool("summarize", arguments: ["text": "a long text"]).text == "in short")
            #expect(try await client.callTool("roots").text == "file:///one\nfile:///two")
        }
    }

    @Test(arguments: servers)
    func `log messages arrive when they are asked for`(server: Server) async throws {
        let logged = Collected<JSONValue>()
        var handlers = ClientHandlers()
        handlers.log = { logged.add($0.data) }
        try await ConnectedClient.with(server.command, handlers: handlers, options: server.options) {
            connected async throws in
            let client = connected.client
            try await client.setLogLevel(.warning)
            let options = RequestOptions(logLevel: .warning)
            _ = try await client.callTool("log", arguments: ["level": "debug", "message": "quiet"], options)
            _ = try await client.callTool("log", arguments: ["level": "error", "message": "loud"], options)
            while logged.all.isEmpty { await Task.yield() }
            #expect(logged.all == ["loud"])
        }
    }

    @Test(arguments: servers)
    func `resources, prompts and completions are read`(server: Server) async throws {
        try await ConnectedClient.with(server.command, options: server.options) { connected async throws in
            let client = connected.client
            let uris = try await client.listResources().map(\.uri)
            #expect(Set(uris).isSuperset(of: ["example://readme", "example://logo", "example://clock"]))
            guard case .text(let readme)? = try await client.readResource("example://readme").first else {
                return #expect(Bool(false), "readme is no text")
            }
            #expect(readme.text == "# Example")
            guard case .blob(let logo)? = try await client.readResource("example://logo").first else {
                return #expect(Bool(false), "logo is no blob")
            }
            #expect(Base64.decode(logo.blob)?.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
            #expect(try await client.listResourceTemplates().map(\.uriTemplate) == ["example://items/{id}"])
            guard case .text(let item)? = try await client.readResource("example://items/7").first else {
                return #expect(Bool(false), "item is no text")
            }
            #expect(item.text == "Item 7")
            let prompt = try await client.getPrompt("greeting", arguments: ["name": "Ada", "style": "formal"])
            guard case .text(let text)? = prompt.messages.first?.content else {
                return #expect(Bool(false), "prompt is no text")
            }
            #expect(text.text == "Write a formal greeting for Ada.")
            let styles = try await client.complete(
                .prompt(PromptReference(name: "greeting")), argument: "style", value: "f")
            #expect(styles.values == ["formal", "friendly", "funny"])
            let items = try await client.complete(
                .resource(ResourceTemplateReference(uri: "example://items/{id}")), argument: "id", value: "1")
            #expect(items.values == ["1", "10", "11"])
        }
    }

    @Test(arguments: servers)
    func `changes reach whoever subscribed`(server: Server) async throws {
        try await ConnectedClient.with(server.command, options: server.options) { connected async throws in
            let client = connected.client
            let filter = SubscriptionFilter(toolsListChanged: true, resourceSubscriptions: ["example://clock"])
            let subscription = try await client.subscribe(filter)
            var events = subscription.events.makeAsyncIterator()
            #expect(try await client.callTool("touch").text == "touched")
            #expect(await events.next() == .resourceUpdated("example://clock"))
            #expect(try await client.callTool("grow").text == "grown")
            #expect(await events.next() == .toolListChanged)
            #expect(try await client.listTools().map(\.name).contains("extra"))
            #expect(try await client.callTool("extra").text == "extra")
            await subscription.cancel()
            #expect(await events.next() == nil)
        }
    }

    /// Whether a call ends with an error, of the protocol or of the tool.
    private func isRefused<Value>(_ call: () async throws -> Value) async -> Bool {
        do { return (try await call() as? CallToolResult)?.isError == true } catch { return error is RPCError }
    }
}

extension CallToolResult {
    /// The first text of the result.
    var text: String {
        for case .text(let content) in content { return content.text }
        return ""
    }
}

/// Values collected from several tasks.
final class Collected<Value: Sendable>: Sendable {
    private let values = Locked<[Value]>([])

    var all: [Value] { values.withLock { $0 } }

    func add(_ value: Value) { values.withLock { $0.append(value) } }
}

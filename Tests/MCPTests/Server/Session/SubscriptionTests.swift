import JSONRPC
import Locking
import MCP
import Testing

@Suite(.timeLimit(.minutes(10))) struct SubscriptionTests {
    static let all: JSONObject = [
        "toolsListChanged": true, "promptsListChanged": true, "resourcesListChanged": true,
        "resourceSubscriptions": ["test:a"],
    ]

    @Test(arguments: [1, "1"] as [JSONValue])
    func `the acknowledgement comes first, and everything carries the id in its type`(id: JSONValue) async throws {
        let server = try Self.server()
        try await serving(server) { peer in
            try await peer.listen(id, Self.all)
            let acknowledged = try await peer.next()
            #expect(acknowledged["method"] == "notifications/subscriptions/acknowledged")
            #expect(acknowledged["params"]?["notifications"] == .object(Self.all))
            #expect(acknowledged["params"]?["_meta"]?[MetaKey.subscriptionId] == id)
            server.removeTool("t")
            let changed = try await peer.next()
            #expect(changed["method"] == "notifications/tools/list_changed")
            #expect(changed["params"]?["_meta"]?[MetaKey.subscriptionId] == id)
            server.stop()
            let result = try await peer.next()
            #expect(result["id"] == id)
            #expect(result["result"]?["resultType"] == "complete")
            #expect(result["result"]?["_meta"]?[MetaKey.subscriptionId] == id)
            #expect(await peer.rest().isEmpty)
        }
    }

    @Test(
        arguments: [
            (["toolsListChanged": true], ["tools/list_changed"]),
            (["promptsListChanged": true], ["prompts/list_changed"]),
            (["resourcesListChanged": true], ["resources/list_changed"]),
            (["resourceSubscriptions": ["test:a"]], ["resources/updated test:a"]),
            (
                ["resourceSubscriptions": ["test:b", "test:a"]],
                ["resources/updated test:a", "resources/updated test:b"]
            ),
            (["toolsListChanged": false, "resourceSubscriptions": []], []), ([:], []),
        ] as [(JSONObject, Set<String>)])
    func `only what was asked for is told`(filter: JSONObject, expected: Set<String>) async throws {
        let server = try Self.server()
        try await serving(server) { peer in
            try await peer.listen(1, filter)
            _ = try await peer.next("notifications/subscriptions/acknowledged")
            try await peer.listen("sentinel", ["resourceSubscriptions": ["test:end"]])
            _ = try await peer.next("notifications/subscriptions/acknowledged")
            try Self.changeEverything(server)
            var told: [JSONValue] = []
            while told.count < expected.count { told.append(try await peer.nextChange(of: 1)) }
            #expect(Set(told.map(Self.name)) == expected)
            server.stop()
            let rest = await peer.rest()
            #expect(!rest.contains { $0["params"]?["_meta"]?[MetaKey.subscriptionId] == 1 })
        }
    }

    @Test func `several subscriptions are independent`() async throws {
        let server = try Self.server()
        try await serving(server) { peer in
            try await peer.listen(1, ["toolsListChanged": true])
            try await peer.listen(2, ["toolsListChanged": true])
            for _ in 0..<2 { _ = try await peer.next("notifications/subscriptions/acknowledged") }
            server.removeTool("t")
            _ = try await peer.nextChange(of: 1)
            _ = try await peer.nextChange(of: 2)
        }
    }

    @Test func `a cancelled subscription ends without a result`() async throws {
        let server = try Self.server()
        try await serving(server) { peer in
            try await peer.listen(1, Self.all)
            try await peer.listen(2, Self.all)
            for _ in 0..<2 { _ = try await peer.next("notifications/subscriptions/acknowledged") }
            try await peer.send(Wire.cancel(1))
            _ = try await peer.call(3, "t")
            server.removeTool("t")
            _ = try await peer.nextChange(of: 2)
            server.stop()
            let rest = await peer.rest()
            #expect(rest.map { $0["id"] } == [2])
        }
    }

    @Test func `what a request behind a subscription changes is told, although the subscription is slower`()
        async throws
    {
        let tools = HeldTools()
        let server = Server(Implementation(name: "test", version: "1"), tools: tools)
        server.addResource(ServerResource(Resource(uri: "test:a", name: "a")) { _, _ in [] })
        tools.onCall.withLock { $0 = { [weak server] in server?.resourceUpdated("test:a") } }
        try await serving(server) { peer in
            try await peer.listen(1, ["resourceSubscriptions": ["test:a"]])
            await eventually { tools.listings.withLock { $0 > 0 } }
            #expect(try await peer.ask(Wire.modern(2, "tools/call", ["name": "touch"]))["result"] != nil)
            tools.release.finish()
            #expect(Self.name(try await peer.next()) == "subscriptions/acknowledged")
            #expect(Self.name(try await peer.next()) == "resources/updated test:a")
        }
    }

    @Test func `what the server cannot tell is not promised`() async throws {
        try await serving(Server(name: "bare", version: "1")) { peer in
            try await peer.listen(1, Self.all)
            #expect(try await peer.next()["params"]?["notifications"] == [:])
        }
    }

    @Test func `a subscription without a filter is refused`() async throws {
        try await serving(try Self.server()) { peer in
            let answer = try await peer.ask(Wire.modern(1, "subscriptions/listen"))
            #expect(answer.errorCode == -32602)
        }
    }

    @Test func `a legacy connection is told of lists unasked and of resources it subscribed to`() async throws {
        let server = try Self.server()
        try await serving(server) { peer in
            try await peer.shakeHands()
            #expect(try await peer.ask(Wire.legacy(1, "resources/subscribe", ["uri": "test:a"]))["result"] == [:])
            try Self.changeEverything(server)
            var told: Set<String> = []
            for _ in 0..<4 { told.insert(Self.name(try await peer.next())) }
            #expect(
                told == [
                    "tools/list_changed", "prompts/list_changed", "resources/list_changed", "resources/updated test:a",
                ])
            #expect(try await peer.ask(Wire.legacy(2, "resources/unsubscribe", ["uri": "test:a"]))["result"] == [:])
            server.resourceUpdated("test:a")
            server.removePrompt("p")
            #expect(Self.name(try await peer.next()) == "prompts/list_changed")
        }
    }

    @Test func `nobody is told before the handshake is over`() async throws {
        let server = try Self.server()
        try await serving(server) { peer in
            server.removePrompt("p")
            _ = try await peer.ask(Wire.initialize(1))
            server.removeResource("test:a")
            server.stop()
            #expect(await peer.rest().isEmpty)
        }
    }

    private static func server() throws -> Server {
        let server = Server(name: "test", version: "1")
        try server.addTool("t") { _, _ in .text("") }
        server.addPrompt(ServerPrompt(Prompt(name: "p")) { _, _ in GetPromptResult(messages: []) })
        server.addResource(ServerResource(Resource(uri: "test:a", name: "a")) { _, _ in [] })
        return server
    }

    /// Changes every list, and the resources `a`, `b` and in the end `end`.
    private static func changeEverything(_ server: Server) throws {
        try server.addTool("more") { _, _ in .text("") }
        server.addPrompt(ServerPrompt(Prompt(name: "more")) { _, _ in GetPromptResult(messages: []) })
        server.addResource(ServerResource(Resource(uri: "test:more", name: "more")) { _, _ in [] })
        for uri in ["test:a", "test:b", "test:end"] { server.resourceUpdated(uri) }
    }

    private static func name(_ message: JSONValue) -> String {
        let method = (message["method"]?.string ?? "").replacing("notifications/", with: "")
        return ([method] + [message["params"]?["uri"]?.string].compactMap(\.self)).joined(separator: " ")
    }
}

extension RawPeer {
    fileprivate func listen(_ id: JSONValue, _ filter: JSONObject) async throws {
        try await send(Wire.modern(id, "subscriptions/listen", ["notifications": .object(filter)]))
    }

    /// The next notification of that subscription.
    fileprivate func nextChange(of id: JSONValue) async throws -> JSONValue {
        try await next { $0["method"] != nil && $0["params"]?["_meta"]?[MetaKey.subscriptionId] == id }
    }
}

/// Tools whose first list has to wait until they are released.
private final class HeldTools: ToolRegistry {
    let release = Broadcast<Void>()
    let listings = Locked(0)
    let onCall = Locked<@Sendable () -> Void>({})
    private let changes = Broadcast<Void>()

    func listTools(for caller: Caller) async throws -> [Tool] {
        let released = release.listen()
        let isFirst = listings.withLock { count in
            count += 1
            return count == 1
        }
        if isFirst { for await _ in released {} }
        return [try Tool(json: ["name": "touch", "inputSchema": ["type": "object"]])]
    }

    func callTool(
        _ name: String, arguments: JSONObject, context: RequestContext
    ) async throws -> Outcome<CallToolResult> {
        onCall.withLock { $0 }()
        return .complete(.text("touched"))
    }

    func toolListChanges() -> AsyncStream<Void> { changes.listen() }
}

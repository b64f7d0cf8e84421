import JSONRPC
import Locking
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct NotificationTests {
    @Test(arguments: ProtocolVersion.Era.allCases)
    func `progress reaches the call it names and no other`(era: ProtocolVersion.Era) async throws {
        let connected = try await ConnectedClient.make(era)
        let (client, server) = (connected.client, connected.server)
        let heard = Heard()
        async let first = client.callTool("a", RequestOptions(progress: { heard.add("a \($0.progress.literal)") }))
        let a = try await server.next("tools/call")
        async let second = client.callTool("b", RequestOptions(progress: { heard.add("b \($0.progress.literal)") }))
        let b = try await server.next("tools/call")
        let tokens = [a, b].map { $0["params"]?["_meta"]?["progressToken"] ?? .null }
        #expect(tokens[0] != tokens[1])
        for (token, value) in [(tokens[1], 1), (tokens[0], 2), (99, 3), ("x", 4), (tokens[1], 5)]
            as [(JSONValue, JSONValue)]
        {
            try await server.send(
                Wire.notification("notifications/progress", ["progressToken": token, "progress": value]))
        }
        try await server.reply(to: b, text: "")
        try await server.send(Wire.notification("notifications/progress", ["progressToken": tokens[1], "progress": 6]))
        try await server.reply(to: a, text: "")
        _ = try await (first, second)
        #expect(heard.all == ["b 1", "a 2", "b 5"])
        await client.close()
    }

    @Test func `who does not want progress gives no token`() async throws {
        let connected = try await ConnectedClient.modern()
        async let result = connected.client.callTool("a")
        let call = try await connected.server.next("tools/call")
        #expect(call["params"]?["_meta"]?["progressToken"] == nil)
        try await connected.server.reply(to: call, text: "")
        _ = try await result
        await connected.client.close()
    }

    @Test(arguments: ProtocolVersion.Era.allCases)
    func `log messages reach the handler`(era: ProtocolVersion.Era) async throws {
        let logged = Promise<LoggingMessageNotificationParams>()
        var handlers = ClientHandlers()
        handlers.log = { logged.settle(.success($0)) }
        let connected = try await ConnectedClient.make(era, handlers)
        try await connected.server.send(Wire.notification("notifications/message", ["level": "loud", "data": 1]))
        try await connected.server.send(Wire.notification("notifications/message", ["level": "info", "data": 2]))
        #expect(try await logged.value().data == 2)
        await connected.client.close()
    }

    @Test func `lines that are no messages are counted and skipped`() async throws {
        let connected = try await ConnectedClient.modern()
        for line in [
            "Starting server...", "{", "[]", "[1]", "5", #"{"id": 1}"#, #"{"jsonrpc": "2.0", "id": 1, "result": 5}"#,
        ] {
            try await connected.server.send(raw: line)
        }
        async let result = connected.client.callTool("a")
        try await connected.server.reply(to: try await connected.server.next("tools/call"), text: "fine")
        #expect(try await result.firstText == "fine")
        #expect(connected.client.noiseLines == 7)
        await connected.client.close()
    }

    @Test func `a batch is taken apart`() async throws {
        let connected = try await ConnectedClient.legacy()
        async let first = connected.client.callTool("a").firstText
        async let second = connected.client.callTool("b").firstText
        let calls = [try await connected.server.next("tools/call"), try await connected.server.next("tools/call")]
        let answers = calls.map { call -> JSONValue in
            let text = call["params"]?["name"] ?? ""
            return [
                "jsonrpc": "2.0", "id": call["id"] ?? .null, "result": ["content": [["type": "text", "text": text]]],
            ]
        }
        try await connected.server.send(.array(answers))
        #expect(try await first == "a")
        #expect(try await second == "b")
        #expect(connected.client.noiseLines == 0)
        await connected.client.close()
    }

    @Test func `the level of a legacy connection is set, a modern server is not asked`() async throws {
        let legacy = try await ConnectedClient.legacy()
        async let isSet: Void = legacy.client.setLogLevel(.error)
        let request = try await legacy.server.next("logging/setLevel")
        #expect(request["params"]?["level"] == "error")
        try await legacy.server.reply(to: request, [:])
        try await isSet
        await legacy.client.close()
        let modern = try await ConnectedClient.modern()
        try await modern.client.setLogLevel(.error)
        await modern.client.close()
        #expect(await modern.server.rest().isEmpty)
    }

    @Test(arguments: [(.legacy, "ping"), (.modern, "server/discover")] as [(ProtocolVersion.Era, String)])
    func `a server is asked whether it is there`(era: ProtocolVersion.Era, method: String) async throws {
        let connected = try await ConnectedClient.make(era)
        async let isThere: Void = connected.client.ping()
        let request = try await connected.server.next(method)
        try await connected.server.reply(to: request, era == .modern ? Greeting.discovered() : [:])
        try await isThere
        await connected.client.close()
    }

    /// What was heard, in order.
    private final class Heard: Sendable {
        private let lines = Locked<[String]>([])

        var all: [String] { lines.withLock(\.self) }

        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }
}

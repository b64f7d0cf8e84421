import JSONRPC
import TestClock
import Testing

@testable import MCP

/// Questions of a server to a client, in the way of each era. The handlers are the same.
@Suite(.timeLimit(.minutes(10))) struct QuestionTests {
    struct Refused: Error {}

    static let form: JSONValue = [
        "method": "elicitation/create",
        "params": [
            "message": "Name?", "requestedSchema": ["type": "object", "properties": ["name": ["type": "string"]]],
        ],
    ]
    static let page: JSONValue = [
        "method": "elicitation/create", "params": ["mode": "url", "message": "Look.", "url": "https://example.com"],
    ]
    static let sampling: JSONValue = [
        "method": "sampling/createMessage",
        "params": ["messages": [["role": "user", "content": ["type": "text", "text": "?"]]], "maxTokens": 5],
    ]
    static let roots: JSONValue = ["method": "roots/list"]

    /// Each question, and the answer that ``handlers`` give.
    static let questions: [(JSONValue, JSONValue)] = [
        (form, ["action": "accept", "content": ["asked": "Name?"]]), (page, ["action": "decline"]),
        (sampling, ["role": "assistant", "content": ["type": "text", "text": "!"], "model": "m"]),
        (roots, ["roots": [["uri": "file:///a"]]]),
    ]

    static let handlers: ClientHandlers = {
        var handlers = ClientHandlers()
        handlers.form = { ElicitResult(action: .accept, content: ["asked": .string($0.message)]) }
        handlers.url = { _ in ElicitResult(action: .decline) }
        handlers.sampling = { _ in CreateMessageResult(role: .assistant, content: .one(.text("!")), model: "m") }
        handlers.roots = { [Root(uri: "file:///a")] }
        return handlers
    }()

    @Test(arguments: questions)
    func `a modern question is answered with the next request`(question: JSONValue, answer: JSONValue) async throws {
        let connected = try await ConnectedClient.modern(Self.handlers)
        let (client, server) = (connected.client, connected.server)
        async let result = client.callTool("t", arguments: ["a": 1])
        let first = try await server.next("tools/call")
        try await server.ask(back: first, ["q": question], state: "opaque")
        let second = try await server.next("tools/call")
        #expect(second["id"] != first["id"])
        #expect(second["params"]?["arguments"] == ["a": 1])
        #expect(second["params"]?["requestState"] == "opaque")
        #expect(second["params"]?["inputResponses"] == ["q": answer])
        // Another round, without a state: the old one is not sent again.
        try await server.ask(back: second, ["p": question, "o": question], state: nil)
        let third = try await server.next("tools/call")
        #expect(third["params"]?["requestState"] == nil)
        #expect(third["params"]?["inputResponses"] == ["p": answer, "o": answer])
        try await server.reply(to: third, text: "done")
        #expect(try await result.firstText == "done")
        await client.close()
    }

    @Test(arguments: questions)
    func `a legacy question is answered at once`(question: JSONValue, answer: JSONValue) async throws {
        let connected = try await ConnectedClient.legacy(Self.handlers)
        for id in [1, "1", 2] as [JSONValue] {
            let request = Wire.legacy(id, question["method"]?.string ?? "", question["params"]?.object)
            #expect(try await connected.server.ask(request)["result"] == answer)
        }
        await connected.client.close()
    }

    @Test func `what has a handler is declared`() {
        #expect(ClientHandlers().capabilities.object == [:])
        #expect(Self.handlers.capabilities.object == .all)
        var handlers = ClientHandlers()
        handlers.form = Self.handlers.form
        #expect(handlers.capabilities.object == ["elicitation": ["form": [:]]])
    }

    @Test(arguments: [form, page, sampling, roots])
    func `what has no handler is refused`(question: JSONValue) async throws {
        let legacy = try await ConnectedClient.legacy()
        let request = Wire.legacy(1, question["method"]?.string ?? "", question["params"]?.object)
        #expect(try await legacy.server.ask(request).errorCode == -32602)
        await legacy.client.close()
        let modern = try await ConnectedClient.modern()
        let call = Task { try await modern.client.callTool("t") }
        try await modern.server.ask(back: try await modern.server.next("tools/call"), ["q": question], state: "s")
        let error = await #expect(throws: RPCError.self) { try await call.value }
        #expect(error?.code == -32602)
        await modern.client.close()
    }

    @Test(
        arguments: [
            ("x/y", [:], -32601), ("elicitation/create", [:], -32602),
            ("sampling/createMessage", ["messages": 5], -32602),
        ] as [(String, JSONObject, Int)])
    func `a legacy question that makes no sense is refused`(method: String, params: JSONObject, code: Int) async throws
    {
        let connected = try await ConnectedClient.legacy(Self.handlers)
        #expect(try await connected.server.ask(Wire.legacy(1, method, params)).errorCode == code)
        #expect(try await connected.server.ask(Wire.legacy(2, "ping"))["result"] == [:])
        await connected.client.close()
    }

    @Test func `a handler that throws ends the call, and a legacy server is told`() async throws {
        var handlers = ClientHandlers()
        handlers.roots = { throw Refused() }
        let modern = try await ConnectedClient.modern(handlers)
        let call = Task { try await modern.client.callTool("t") }
        try await modern.server.ask(back: try await modern.server.next("tools/call"), ["q": Self.roots], state: nil)
        await #expect(throws: Refused.self) { try await call.value }
        await modern.client.close()
        let legacy = try await ConnectedClient.legacy(handlers)
        #expect(try await legacy.server.ask(Wire.legacy(1, "roots/list")).errorCode == -32603)
        await legacy.client.close()
    }

    @Test func `a question that the server takes back is cancelled and not answered`() async throws {
        let isCancelled = Promise<Void>()
        var handlers = ClientHandlers()
        handlers.roots = {
            do { return try await Promise<[Root]>().value() } catch {
                isCancelled.settle(.success(()))
                throw error
            }
        }
        let connected = try await ConnectedClient.legacy(handlers)
        try await connected.server.send(Wire.legacy(1, "roots/list"))
        try await connected.server.send(Wire.cancel(1))
        try await isCancelled.value()
        #expect(try await connected.server.ask(Wire.legacy(2, "ping"))["result"] == [:])
        await connected.client.close()
        #expect(await connected.server.rest().isEmpty)
    }

    @Test func `a question under an id that is still being answered is refused`() async throws {
        let isAsked = Promise<Void>()
        var handlers = ClientHandlers()
        handlers.roots = {
            isAsked.settle(.success(()))
            return try await Promise<[Root]>().value()
        }
        let connected = try await ConnectedClient.legacy(handlers)
        try await connected.server.send(Wire.legacy(1, "roots/list"))
        try await isAsked.value()
        #expect(try await connected.server.ask(Wire.legacy(1, "ping")).errorCode == -32600)
        await connected.client.close()
    }

    @Test func `a result without questions is asked for again, with growing patience`() async throws {
        let clock = ManualClock()
        let connected = try await ConnectedClient.modern(options: .timed(by: clock))
        async let result = connected.client.callTool("t")
        for (round, delay) in [50, 100, 200, 400].enumerated() {
            let call = try await connected.server.next("tools/call")
            #expect(call["params"]?["requestState"] == (round == 0 ? nil : .string("s\(round - 1)")))
            #expect(call["params"]?["inputResponses"] == nil)
            try await connected.server.ask(back: call, nil, state: "s\(round)")
            await clock.pass(.milliseconds(delay))
        }
        try await connected.server.reply(to: try await connected.server.next("tools/call"), text: "at last")
        #expect(try await result.firstText == "at last")
        await connected.client.close()
    }

    @Test func `a server that asks for ever is given up`() async throws {
        var options = ClientOptions()
        options.maximumRounds = 3
        let connected = try await ConnectedClient.modern(Self.handlers, options: options)
        let call = Task { try await connected.client.getPrompt("p") }
        for _ in 0..<3 {
            try await connected.server.ask(
                back: try await connected.server.next("prompts/get"), ["q": Self.roots], state: "s")
        }
        await #expect(throws: RPCError.self) { try await call.value }
        await connected.client.close()
    }

    @Test func `an unknown question cannot be answered`() async throws {
        let connected = try await ConnectedClient.modern(Self.handlers)
        let call = Task { try await connected.client.readResource("r") }
        let question: JSONObject = ["q": ["method": "x/y", "params": [:]]]
        try await connected.server.ask(back: try await connected.server.next("resources/read"), question, state: nil)
        await #expect(throws: RPCError.self) { try await call.value }
        await connected.client.close()
    }
}

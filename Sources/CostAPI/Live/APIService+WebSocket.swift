public import HTTPServing
import HTTPTypes
import JSONRPC
import MCP

/// The events and questions as a WebSocket.
extension APIService {
    /// The paths of the WebSocket.
    public static let webSocketPaths = ["/", "/ws"]

    /// What serves the WebSocket.
    public var webSockets: [WebSocketRoute] {
        Self.webSocketPaths.map { path in
            var route = WebSocketRoute(path: path) { [self] connection in await serve(connection) }
            route.maximumMessageBytes = 256 << 10
            route.maximumQueuedBytes = 8 << 20
            return route
        }
    }

    /// Whose a ticket is; it is good no more afterwards.
    public func redeem(_ ticket: String) -> HTTPCaller? { tickets.redeem(ticket) }

    /// Ends streams of events, which would go on for ever.
    public func endStreams() { feed.end() }

    private func serve(_ connection: WebSocketConnection) async {
        guard let caller = connection.caller else { return connection.close(code: 1008, reason: "who are you?") }
        let queue = LiveQueue()
        guard let key = feed.join(caller.principal, queue, limit: options.liveConnections) else {
            return connection.close(code: 1013, reason: "\(options.liveConnections) connections are open already")
        }
        defer { feed.leave(key) }
        let conversation = LiveConversation(self, caller, key, queue)
        await conversation.begin()
        await withTaskGroup { group in
            group.addTask { await self.send(queue, to: connection) }
            group.addTask {
                while let message = await connection.receive() {
                    guard case .text(let text) = message else {
                        connection.close(code: 1003, reason: "messages are text")
                        break
                    }
                    await conversation.hear(text)
                }
            }
            await group.next()
            queue.end()
            group.cancelAll()
        }
        await conversation.end()
    }

    /// Sends what waits, each when the one before has been taken, so that what is too much waits where it is counted.
    private func send(_ queue: LiveQueue, to connection: WebSocketConnection) async {
        while let batch = await queue.next() {
            if batch.lost > 0 {
                let notice: JSONValue = [
                    "type": "dropped", "id": "dropped", "timestamp": .string(Timestamp.text(options.now())),
                    "data": ["count": .number(JSONNumber(batch.lost))],
                ]
                guard await connection.sendWaiting(notice.description) else { return }
            }
            for item in batch.items {
                guard await connection.sendWaiting(item.text) else { return }
            }
        }
        connection.close(code: 1001, reason: "the server ends, or you do not read")
    }

    /// The call that the data of a message asks for: a tool with arguments, a question in words, or answers.
    func call(of data: JSONObject, for caller: HTTPCaller) async throws -> ToolCall {
        if let id = data["resume"]?.string { return try resumed(id, data, caller) }
        let question = data["question"]?.string
        guard let name = data["tool"]?.string ?? question.map({ _ in "ask_costs" }) else {
            throw Problem.badRequest("data has to name a tool with its arguments, or to have a question.")
        }
        let tool = try await tool(name, for: caller)
        let needed = neededRole(tool.tool)
        guard role(of: caller) >= needed else {
            throw Problem(.forbidden, "This tool is for callers with the role '\(needed.rawValue)'.")
        }
        var arguments = data["arguments"]?.object ?? [:]
        if let question { arguments["question"] = .string(question) }
        try Self.check(arguments, tool)
        return ToolCall(form: ToolCallForm(name: name), arguments: arguments, caller: caller)
    }

    private func resumed(_ id: String, _ data: JSONObject, _ caller: HTTPCaller) throws -> ToolCall {
        let name = id.split(separator: "/").last.map(String.init) ?? id
        guard let json = data["answers"], let answers = try? InputResponses(json: json) else {
            throw Problem.badRequest("data.answers has to be an object with an answer for each question.")
        }
        guard var call = resumes.take(name, for: caller.principal) else {
            throw Problem(.notFound, "No call of yours waits under this id.")
        }
        for (key, answer) in answers { call.answers[key] = answer }
        return call
    }

    /// What a caller has to be to call a tool by its name.
    func neededRole(_ tool: Tool) -> APIRole {
        let isReadOnly = tool.annotations?.isReadOnly ?? false
        return table.routes(of: tool.name).map(\.role).min() ?? (isReadOnly ? .viewer : .analyst)
    }
}

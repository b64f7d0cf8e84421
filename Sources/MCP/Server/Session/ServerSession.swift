import JSONRPC
import Locking
import NIOCore

/// One connection of a server: reads messages, runs requests, and writes what comes of them.
///
/// The session owns a task for each request that runs. It ends them when they are cancelled by their peer or when the
/// connection closes, and waits for all of them before ``run()`` returns.
final class ServerSession: Sendable {
    struct State {
        var lifecycle = LegacyLifecycle.uninitialized
        var incoming: IncomingRequests
        var outgoing = RequestTable<Promise<JSONObject>>(limit: 4096)
        /// The level of `logging/setLevel`; until one is set, everything is sent.
        var logLevel = LoggingLevel.debug
        /// The URIs of `resources/subscribe`.
        var subscribedURIs: Set<String> = []
    }

    let server: Server
    let principal: String?
    private let state: Locked<State>
    /// What this connection may have to tell, from tools, prompts and resources alike.
    let changes = Broadcast<ServerChange>()
    private let transport: any Transport

    init(server: Server, transport: any Transport, principal: String?) {
        self.server = server
        self.transport = transport
        self.principal = principal
        state = Locked(State(incoming: IncomingRequests(limit: server.options.maximumConcurrentRequests)))
    }

    /// Serves until the peer closes or the server stops.
    func run() async {
        let sources = (server.tools.toolListChanges(), server.changes.listen(), changes.listen())
        await withTaskGroup { group in
            group.addTask { for await _ in sources.0 { self.changes.send(.toolList) } }
            group.addTask { for await change in sources.1 { self.changes.send(change) } }
            group.addTask { for await change in sources.2 { await self.announce(change) } }
            await readUntilShutdown()
            group.cancelAll()
        }
        await finishRequests()
        await transport.close()
    }

    private func readUntilShutdown() async {
        await withTaskGroup { group in
            group.addTask { await self.readAll() }
            group.addTask { for await _ in self.server.shutdown.listen() {} }
            await group.next()
            group.cancelAll()
        }
    }

    private func readAll() async {
        while let events = await transport.receive() {
            for event in events { await receive(event) }
        }
    }

    private func receive(_ event: TransportEvent) async {
        switch event {
        case .oversized(let limit):
            await send(.failure(id: nil, error: .invalidRequest("A message was longer than \(limit) bytes")))
        case .message(let bytes):
            bytes.isBatch ? await receiveBatch(bytes) : await receive(bytes)
        }
    }

    /// A batch is only defined in revision 2025-03-26; its answers are sent one by one.
    private func receiveBatch(_ bytes: ByteBuffer) async {
        let allowsBatches = state.withLock { $0.lifecycle.agreement?.protocolVersion.allowsBatches ?? false }
        guard allowsBatches, let messages = bytes.batchElements() else {
            return await send(.failure(id: nil, error: .invalidRequest("Expected one message, not an array")))
        }
        for message in messages { await receive(message) }
    }

    private func receive(_ bytes: ByteBuffer) async {
        let json: JSONValue
        do { json = try JSONValue(parsing: bytes) } catch {
            return await send(.failure(id: nil, error: .parseError("Not valid JSON: \(error)")))
        }
        do { await receive(try Message(json: json)) } catch {
            await refuse(json, "Not a JSON-RPC 2.0 message: \(error)")
        }
    }

    /// An answer that is none fails its question; an error sent back would hit the peer's own request of that id.
    private func refuse(_ json: JSONValue, _ reason: String) async {
        let id = json["id"].flatMap(RequestID.init)
        guard json["method"] == nil, json["result"] != nil || json["error"] != nil else {
            return await send(.failure(id: id, error: .invalidRequest(reason)))
        }
        if let id { settle(id, .failure(RPCError.internalError("The caller's answer makes no sense: \(reason)"))) }
    }

    private func receive(_ message: Message) async {
        switch message {
        case .request(let id, let method, let params): await begin(id, method, params)
        case .notification(let method, let params): receiveNotification(method, params)
        case .result(let id, let result): settle(id, .success(result))
        case .failure(let id?, let error): settle(id, .failure(error))
        case .failure(nil, _): break
        }
    }

    private func settle(_ id: RequestID, _ result: Result<JSONObject, any Error>) {
        let arrival = state.withLock { $0.outgoing.finish(id) }
        if case .deliver(let promise) = arrival { promise.settle(result) }
    }

    private func receiveNotification(_ method: String, _ params: JSONObject?) {
        switch method {
        case InitializedNotificationParams.method: state.withLock { $0.lifecycle.initialized() }
        case CancelledNotificationParams.method:
            guard let id = params?["requestId"].flatMap(RequestID.init) else { return }
            state.withLock { $0.incoming.cancel(id) }?.cancel()
        default: break
        }
    }

    /// Starts work on a request, in the order in which requests arrive.
    private func begin(_ id: RequestID, _ method: String, _ params: JSONObject?) async {
        do throws(RPCError) {
            let kind = try RequestClass(
                method: method, params: params, lifecycle: state.withLock { $0.lifecycle })
            let ticket = try state.withLock { state throws(RPCError) in try state.incoming.begin(id) }
            let exchange = Exchange(ticket: ticket, method: method, params: params, kind: kind, session: self)
            if exchange.isHandshake { return await exchange.run() }
            let task = Task { await exchange.run() }
            state.withLock { $0.incoming.attach(task, to: ticket) }
        } catch {
            await send(.failure(id: id, error: error))
        }
    }

    /// Looks at or changes the state of the connection.
    func withState<Value: Sendable, Failure>(
        _ body: (inout sending State) throws(Failure) -> sending Value
    ) throws(Failure) -> Value {
        try state.withLock(body)
    }

    /// Sends a message; one that cannot be delivered any more is dropped, because nobody is there to miss it.
    func send(_ message: Message) async {
        try? await transport.send(message.buffer)
    }

    /// Sends a request to a legacy peer and waits for the answer; when the task is cancelled, the peer is told.
    func ask(_ method: String, _ params: JSONObject) async throws -> JSONObject {
        let promise = Promise<JSONObject>()
        let id = try state.withLock { try $0.outgoing.begin(promise) }
        do {
            try await transport.send(Message.request(id: .integer(id), method: method, params: params).buffer)
            return try await promise.value()
        } catch {
            let isOpen = state.withLock { $0.outgoing.cancel(id) } != nil
            if isOpen { await notify(CancelledNotificationParams(requestId: .integer(id))) }
            throw error
        }
    }

    /// Tells a legacy peer of a change. Modern peers subscribe to what they want to know.
    private func announce(_ change: ServerChange) async {
        let wants = state.withLock { state in
            guard case .ready = state.lifecycle else { return false }
            guard case .resourceUpdated(let uri) = change else { return true }
            return state.subscribedURIs.contains(uri)
        }
        if wants { await notify(change.notification()) }
    }

    /// Sends a notification.
    func notify<Params: NotificationParams>(_ params: Params) async {
        let object = params.object
        await send(.notification(method: Params.method, params: object.isEmpty ? nil : object))
    }

    /// After the last message: nobody can answer questions any more, subscriptions end, other work may finish in time.
    private func finishRequests() async {
        changes.finish()
        let (questions, tasks) = state.withLock { ($0.outgoing.cancelAll(), $0.incoming.tasks) }
        for question in questions { question.settle(.failure(TransportClosed("the peer has closed"))) }
        let (clock, drainTime) = (server.options.clock, server.options.drainTime)
        let timer = Task {
            do { try await clock.sleep(for: drainTime) } catch { return }
            for task in tasks { task.cancel() }
        }
        for task in tasks { await task.value }
        timer.cancel()
    }
}

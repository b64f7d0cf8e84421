import JSONRPC
import Locking
import NIOCore

/// One connection to a server, below the question of eras: requests out, answers and notifications in.
///
/// The connection owns a task that reads and a task for each request of the server that is being answered; all end
/// with ``close()``.
final class ClientConnection: Sendable {
    /// A request on its way.
    struct Pending: Sendable {
        let promise: Promise<JSONObject>
        /// Takes the notifications that belong to this request.
        let notified: (@Sendable (_ method: String, _ params: JSONObject) -> Void)?
    }

    /// What the connection hands up.
    struct Delegate: Sendable {
        /// Answers a request of the server.
        var answer: @Sendable (_ method: String, _ params: JSONObject?) async throws -> JSONObject
        /// Takes a notification that belongs to no request.
        var notified: @Sendable (_ method: String, _ params: JSONObject) -> Void
        /// Takes note that nothing more will come.
        var ended: @Sendable () -> Void
    }

    private struct State {
        var requests = RequestTable<Pending>()
        /// Requests of the server that are being answered.
        var incoming = IncomingRequests(limit: 1024)
        var reader: Task<Void, Never>?
        var isClosed = false
        var noiseLines = 0
    }

    private let transport: any Transport
    private let state = Locked(State())

    init(_ transport: any Transport) {
        self.transport = transport
    }

    /// Begins to read.
    func start(_ delegate: Delegate) {
        let reader = Task { await self.readAll(delegate) }
        state.withLock { $0.reader = reader }
    }

    /// How many lines were no messages and have been skipped.
    var noiseLines: Int { state.withLock { $0.noiseLines } }

    /// How many requests wait for their answer.
    var openRequests: Int { state.withLock { $0.requests.openCount } }

    /// Sends a request and waits for its result.
    ///
    /// When the waiting task is cancelled, the server is told unless `isProbe` says that it may not know the request.
    ///
    /// - Parameter params: made from the id, because progress tokens and subscriptions are named after it.
    /// - Throws: ``RPCError`` the server's; ``TransportClosed``; `CancellationError`.
    func request(
        _ method: String, isProbe: Bool = false,
        notified: (@Sendable (_ method: String, _ params: JSONObject) -> Void)? = nil,
        params: (_ id: Int) -> JSONObject
    ) async throws -> JSONObject {
        let promise = Promise<JSONObject>()
        let id = try state.withLock { state in
            guard !state.isClosed else { throw TransportClosed("the connection is closed") }
            return try state.requests.begin(Pending(promise: promise, notified: notified))
        }
        do {
            let object = params(id)
            let message = Message.request(id: .integer(id), method: method, params: object.isEmpty ? nil : object)
            try await transport.send(message.buffer)
            return try await promise.value()
        } catch {
            let wasOpen = state.withLock { $0.requests.cancel(id) } != nil
            if wasOpen, !isProbe { await cancel(id, because: error) }
            throw error
        }
    }

    private func cancel(_ id: Int, because error: any Error) async {
        let params = CancelledNotificationParams(requestId: .integer(id), reason: "\(error)")
        await notify(params)
    }

    /// Sends a notification; one that cannot be delivered any more is dropped.
    func notify<Params: NotificationParams>(_ params: Params) async {
        let object = params.object
        await send(.notification(method: Params.method, params: object.isEmpty ? nil : object))
    }

    /// Closes the transport; requests that wait fail with ``TransportClosed``, and answers that are being made are
    /// cancelled and waited for.
    func close() async {
        await transport.close()
        let reader = state.withLock(\.reader)
        reader?.cancel()
        await reader?.value
        for task in end() { await task.value }
    }

    /// Fails what waits and cancels what is being answered, because nothing more will come.
    ///
    /// - Returns: the work that was cancelled.
    @discardableResult
    private func end() -> [Task<Void, Never>] {
        let (requests, answers) = state.withLock { state in
            state.isClosed = true
            return (state.requests.cancelAll(), state.incoming.tasks)
        }
        for request in requests { request.promise.settle(.failure(TransportClosed("the server has closed"))) }
        for task in answers { task.cancel() }
        return answers
    }

    private func readAll(_ delegate: Delegate) async {
        while let events = await transport.receive() {
            for event in events { await receive(event, delegate) }
        }
        end()
        delegate.ended()
    }

    /// A server of revision 2025-03-26 may send several messages at once; no harm is done if another one does.
    private func receive(_ event: TransportEvent, _ delegate: Delegate) async {
        guard case .message(let bytes) = event else { return countNoise() }
        guard bytes.isBatch else { return await receive(bytes, delegate) }
        guard let messages = bytes.batchElements() else { return countNoise() }
        for message in messages { await receive(message, delegate) }
    }

    private func countNoise() { state.withLock { $0.noiseLines += 1 } }

    private func receive(_ bytes: ByteBuffer, _ delegate: Delegate) async {
        guard let json = try? JSONValue(parsing: bytes) else { return countNoise() }
        guard let message = try? Message(json: json) else { return receiveMalformed(json) }
        switch message {
        case .request(let id, let method, let params): await answer(id, method, params, delegate)
        case .notification(let method, let params): route(method, params ?? [:], delegate)
        case .result(let id, let result): settle(id, .success(result))
        case .failure(let id?, let error): settle(id, .failure(error))
        case .failure(nil, _): break
        }
    }

    /// JSON that is no message. When it was meant as the answer to a request, the request need not wait for a better one.
    private func receiveMalformed(_ json: JSONValue) {
        countNoise()
        guard json["method"] == nil, let id = json["id"].flatMap(RequestID.init) else { return }
        settle(id, .failure(RPCError.internalError("The server answered with something that is no JSON-RPC message")))
    }

    private func settle(_ id: RequestID, _ result: Result<JSONObject, any Error>) {
        let arrival = state.withLock { $0.requests.finish(id) }
        if case .deliver(let pending) = arrival { pending.promise.settle(result) }
    }

    /// A notification goes to the request it names, by progress token or subscription; both are the request's id.
    private func route(_ method: String, _ params: JSONObject, _ delegate: Delegate) {
        if method == CancelledNotificationParams.method { return cancelAnswer(params) }
        let owner = params["progressToken"] ?? params["_meta"]?[MetaKey.subscriptionId]
        guard case .number(let number)? = owner, let id = Int(number.literal) else {
            return delegate.notified(method, params)
        }
        state.withLock { $0.requests[id]?.notified }?(method, params)
    }

    /// Begins to answer, in a task of its own.
    private func answer(_ id: RequestID, _ method: String, _ params: JSONObject?, _ delegate: Delegate) async {
        do throws(RPCError) {
            let ticket = try state.withLock { state throws(RPCError) in try state.incoming.begin(id) }
            let task = Task {
                let message: Message
                do { message = .result(id: id, result: try await delegate.answer(method, params)) } catch {
                    message = .failure(id: id, error: error as? RPCError ?? .internalError("\(error)"))
                }
                if self.state.withLock({ $0.incoming.close(ticket) }) { await self.send(message) }
                self.state.withLock { $0.incoming.end(ticket) }
            }
            state.withLock { $0.incoming.attach(task, to: ticket) }
        } catch {
            await send(.failure(id: id, error: error))
        }
    }

    private func cancelAnswer(_ params: JSONObject) {
        guard let id = params["requestId"].flatMap(RequestID.init) else { return }
        state.withLock { $0.incoming.cancel(id) }?.cancel()
    }

    /// Sends a message; one that cannot be delivered any more is dropped.
    private func send(_ message: Message) async {
        try? await transport.send(message.buffer)
    }
}

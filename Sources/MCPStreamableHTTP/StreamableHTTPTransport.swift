public import HTTPClient
import JSONRPC
import Locking
public import MCP
public import NIOCore

/// Reaches a server over Streamable HTTP, in both eras: each request is a POST, and its answer comes as JSON or as a
/// stream of events.
///
/// ```swift
/// let transport = StreamableHTTPTransport(try HTTPURL("https://example.com/mcp"), client: http)
/// let client = try await Client.connect(name: "example", version: "1.0") { transport }
/// ```
///
/// The era of a request is that of its `_meta`. In the modern era a cancelled request has its stream closed, and
/// nothing else is sent about it; in the legacy era the transport keeps the session that `initialize` begins, listens
/// for what the server sends of its own accord, takes broken streams up where they broke, and ends the session in the
/// end.
///
/// What the network or the server's HTTP refuses becomes the error answer of the request. When a server has forgotten
/// the session the connection is over, and ``closeReason`` says so.
public final class StreamableHTTPTransport: Transport {
    let url: HTTPURL
    let client: HTTPClient
    let options: StreamableHTTPOptions
    let inbox = MessageQueue()
    let session = Locked(Session())
    private let reason = Locked<String?>(nil)

    /// Prepares a connection; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - url: the one endpoint of the server.
    ///   - client: makes the requests; it may be shared.
    public init(_ url: HTTPURL, client: HTTPClient, options: StreamableHTTPOptions = StreamableHTTPOptions()) {
        self.url = url
        self.client = client
        self.options = options
    }

    /// Why the connection is over, in one sentence; nil while it is not, and when this side has closed it.
    public var closeReason: String? { reason.withLock { $0 } }

    /// Waits for the next messages; see ``Transport/receive()``.
    public func receive() async -> [TransportEvent]? { await inbox.take() }

    /// Sends one message; see ``Transport/send(_:)``.
    ///
    /// A request is on its way when this returns. For any other message the server has taken it: so the requests after
    /// it find the server as they should.
    public func send(_ message: ByteBuffer) async throws(TransportClosed) {
        guard !session.withLock(\.isClosed) else { throw TransportClosed(closeReason ?? "the connection is closed") }
        guard let outgoing = try? OutgoingMessage(message) else {
            throw TransportClosed("what was to be sent is no JSON-RPC message")
        }
        if let id = outgoing.id { return await begin(outgoing, id) }
        if let cancelled = outgoing.cancelledID { return await cancel(cancelled, outgoing) }
        await deliver(outgoing)
    }

    /// Ends the connection: open requests are cancelled, and a legacy server is told that the session is over.
    public func close() async {
        guard let tasks = session.withLock({ $0.close() }) else { return }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        await endSession()
        inbox.finish()
    }

    /// Ends the connection because the server has ended it.
    func end(because text: String) {
        guard let tasks = session.withLock({ $0.close() }) else { return }
        reason.withLock { $0 = text }
        for task in tasks { task.cancel() }
        inbox.finish()
    }

    /// Hands a message up; waits while the reader is slower.
    func receive(_ message: ByteBuffer) async {
        try? await inbox.put([.message(message)])
    }

    private func begin(_ message: OutgoingMessage, _ id: RequestID) async {
        guard session.withLock(\.exchangeCount) < options.maximumExchanges else {
            return await refuse(
                id, .internalError("More than \(options.maximumExchanges) requests wait for their answer"))
        }
        guard let number = session.withLock({ $0.begin(id, isModern: message.modernVersion != nil) }) else { return }
        let task = Task {
            await self.exchange(message, id)
            self.session.withLock { $0.end(id, number) }
        }
        session.withLock { $0.attach(task, to: id, number) }
        // Closed between the two: nobody else knows of the task.
        if session.withLock(\.isClosed) { task.cancel() }
    }

    /// Answers a request in the server's place.
    func refuse(_ id: RequestID, _ error: RPCError) async {
        await receive(Message.failure(id: id, error: error).buffer)
    }

    /// In the modern era closing the stream is the cancellation; a legacy server is told first.
    private func cancel(_ id: RequestID, _ message: OutgoingMessage) async {
        let exchange = session.withLock { $0.cancel(id) }
        if exchange?.isModern != true { await deliver(message) }
        exchange?.task?.cancel()
    }

    /// Sends what expects no answer. In the modern era there is nothing of that kind.
    private func deliver(_ message: OutgoingMessage) async {
        guard session.withLock({ $0.legacyVersion }) != nil else { return }
        await post(message)
        if message.method == "notifications/initialized" { await listen() }
    }
}

public import JSONRPC
import MCP
import NIOCore
import NIOHTTP1
import Synchronization

/// The MCP endpoint of a server: both eras on one address (Streamable HTTP of 2026-07-28, and of 2025-03-26 to
/// 2025-11-25).
public final class StreamableHTTP: Sendable {
    /// Where it is served; what stands behind it and a slash names a part of it.
    public let path: String
    let endpoint: any MessageEndpoint
    let sessions: SessionTable
    let limits: JSONLimits
    let scanner: EnvelopeScanner
    private let streams = Atomic<Int>(0)

    /// Serves `endpoint`.
    ///
    /// - Parameters:
    ///   - sessions: how many sessions of the handshake era there may be at once.
    ///   - sessionIdle: how long one may rest before it ends.
    public init(
        _ endpoint: any MessageEndpoint, path: String = "/mcp", limits: JSONLimits = JSONLimits(),
        sessions: Int = 1_000, sessionIdle: Duration = .seconds(1_800),
        now: @escaping @Sendable () -> Duration = RateLimiter.uptime()
    ) {
        self.endpoint = endpoint
        self.path = path
        self.limits = limits
        self.sessions = SessionTable(limit: sessions, idle: sessionIdle, now: now)
        scanner = EnvelopeScanner(limits: limits)
    }

    /// How many sessions of the handshake era there are.
    public var sessionCount: Int { sessions.count }

    /// How many streams of events are open.
    public var openStreams: Int { streams.load(ordering: .relaxed) }

    func countStream(_ change: Int) { streams.add(change, ordering: .relaxed) }

    /// Ends sessions that nobody has used for long. To be called now and then.
    public func sweep() { sessions.sweep() }

    /// Ends all sessions.
    public func close() { sessions.closeAll() }

    /// Whether a request is for this endpoint.
    ///
    /// - Returns: the part that it asks for, nil for all of it; or nil when it is for somebody else.
    func match(_ path: Substring) -> String?? {
        guard path.hasPrefix(self.path) else { return nil }
        let rest = path.dropFirst(self.path.count)
        if rest.isEmpty || rest == "/" { return .some(nil) }
        guard rest.first == "/", !rest.dropFirst().contains("/") else { return nil }
        return .some(String(rest.dropFirst()))
    }
}

/// What becomes of a request for the endpoint.
enum Exchange: Sendable {
    /// It is answered at once.
    case answer(PlainAnswer)
    /// Of the modern era: what the endpoint says next is the answer, and the connection ends with it.
    case modern(ByteBuffer, ModernReply)
    /// Of a session: the answer comes through it. The closure is called once the sink is there.
    case session(LegacySession, fields: HTTPHeaders, start: @Sendable (ReplySink) -> Void)
}

extension StreamableHTTP {
    /// Decides on a request that has arrived as a whole.
    func begin(_ head: RequestHead, _ body: ByteBuffer, _ caller: HTTPCaller) -> Exchange {
        if let view = caller.view, !endpoint.serves(view) {
            return .answer(PlainAnswer(.notFound, "There is no server of this name behind the hub."))
        }
        switch head.method {
        case .POST: return post(head, body, caller)
        case .GET: return get(head, caller)
        case .DELETE: return delete(head, caller)
        default:
            var answer = PlainAnswer(.methodNotAllowed)
            answer.fields.add(name: "Allow", value: "POST, GET, DELETE")
            return .answer(answer)
        }
    }

    private func post(_ head: RequestHead, _ body: ByteBuffer, _ caller: HTTPCaller) -> Exchange {
        guard head[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            return .answer(PlainAnswer(.unsupportedMediaType, "Send a JSON-RPC message as application/json."))
        }
        if EnvelopeScanner.isBatch(body.readableBytesUInt8Span) { return batch(head, body, caller) }
        let envelope: Envelope
        do { envelope = try scanner.scan(body) } catch { return .answer(unreadable(body, error)) }
        if isModern(head, envelope) { return modern(head, body, envelope, caller) }
        return legacy(head, [(body, envelope)], caller)
    }

    /// `_meta` first, then the header: a modern header with a body that is not is a modern error.
    private func isModern(_ head: RequestHead, _ envelope: Envelope) -> Bool {
        if envelope[.metaProtocolVersion] != nil || envelope[.metaClientCapabilities] != nil { return true }
        let named = ProtocolVersion(rawValue: (head[.mcpProtocolVersion] ?? "").trimmed)
        return ProtocolVersion.supportedModern.contains(named)
    }

    private func modern(
        _ head: RequestHead, _ body: ByteBuffer, _ envelope: Envelope, _ caller: HTTPCaller
    ) -> Exchange {
        let bytes = body.readableBytesUInt8Span
        guard envelope.kind == .request, let id = envelope.id(in: bytes) else {
            return .answer(PlainAnswer(envelope.kind == .notification ? .accepted : .badRequest))
        }
        let isComplete =
            envelope.string(.metaProtocolVersion, in: bytes) != nil
            && envelope[.metaClientCapabilities].map { bytes[$0.start] == UInt8(ascii: "{") } ?? false
        guard isComplete else { return incomplete(envelope, body, id) }
        do throws(RPCError) {
            try ModernHeaders(head: head, envelope: envelope, body: body).check { tool in
                endpoint.mirroredArguments(of: tool, for: caller)
            }
        } catch {
            return .answer(PlainAnswer(.badRequest, id, error))
        }
        return .modern(body, ModernReply(isIncomplete: false))
    }

    /// A request that lacks what every request of the era carries. One that has a part of it is refused by the endpoint,
    /// which says what is wrong; one that has nothing might be taken there for one of the other era.
    private func incomplete(_ envelope: Envelope, _ body: ByteBuffer, _ id: RequestID) -> Exchange {
        if envelope[.metaProtocolVersion] != nil || envelope[.metaClientCapabilities] != nil {
            return .modern(body, ModernReply(isIncomplete: true))
        }
        let error = RPCError.invalidParams("params._meta.\(MetaKey.protocolVersion) is missing")
        return .answer(PlainAnswer(.badRequest, id, error))
    }

    private func batch(_ head: RequestHead, _ body: ByteBuffer, _ caller: HTTPCaller) -> Exchange {
        let places = try? scanner.scanBatch(body.readableBytesUInt8Span)
        let messages = (places ?? []).compactMap { place -> (ByteBuffer, Envelope)? in
            guard let message = body.getSlice(at: body.readerIndex + place.start, length: place.count),
                let envelope = try? scanner.scan(message)
            else { return nil }
            return (message, envelope)
        }
        guard let places, messages.count == places.count, !messages.isEmpty else {
            let error = RPCError.invalidRequest("An array whose elements are not all messages")
            return .answer(PlainAnswer(.badRequest, nil, error))
        }
        return legacy(head, messages, caller, isBatch: true)
    }

    private func legacy(
        _ head: RequestHead, _ messages: [(body: ByteBuffer, envelope: Envelope)], _ caller: HTTPCaller,
        isBatch: Bool = false
    ) -> Exchange {
        let first = messages[0]
        let requests = messages.filter { $0.envelope.kind == .request }
        let ids = requests.compactMap { $0.envelope.id(in: $0.body.readableBytesUInt8Span) }
        if !isBatch, first.envelope.holds("initialize", at: .method, in: first.body.readableBytesUInt8Span),
            head[.mcpSessionID] == nil
        {
            return initialize(first.body, ids, caller)
        }
        let session: LegacySession
        switch find(head, caller, ids.first) {
        case .success(let found): session = found
        case .failure(let refusal): return .answer(refusal.answer)
        }
        guard !isBatch || session.version?.allowsBatches == true else {
            return .answer(PlainAnswer(.badRequest, nil, .invalidRequest("Expected one message, not an array")))
        }
        let (bodies, now) = (messages.map(\.body), sessions.now())
        guard !ids.isEmpty else {
            session.post(bodies, at: now)
            return .answer(PlainAnswer(.accepted))
        }
        return .session(session, fields: [:]) { sink in
            session.post(bodies, requests: Set(ids), to: sink, at: now)
        }
    }

    private func initialize(_ body: ByteBuffer, _ ids: [RequestID], _ caller: HTTPCaller) -> Exchange {
        guard let session = sessions.open(caller) else {
            var answer = PlainAnswer(.serviceUnavailable, "There are as many sessions as may be. Try again later.")
            answer.fields.add(name: "Retry-After", value: "30")
            return .answer(answer)
        }
        session.attach(endpoint.connect(caller) { [weak session] message in session?.deliver(message) })
        let now = sessions.now()
        return .session(session, fields: [FieldName.sessionID: session.id]) { sink in
            session.post([body], requests: Set(ids), to: sink, at: now)
        }
    }

    private func get(_ head: RequestHead, _ caller: HTTPCaller) -> Exchange {
        guard head[.mcpSessionID] != nil else { return .answer(notAllowed()) }
        let session: LegacySession
        switch find(head, caller, nil) {
        case .success(let found): session = found
        case .failure(let refusal): return .answer(refusal.answer)
        }
        guard (head[.accept] ?? "*/*").acceptsEvents else {
            return .answer(PlainAnswer(.notAcceptable, "Accept text/event-stream to open a stream."))
        }
        let now = sessions.now()
        guard let event = head[.lastEventID] else {
            return .session(session, fields: [:]) { sink in session.listen(sink, at: now) }
        }
        return .session(session, fields: [:]) { sink in
            guard !session.resume(event, sink, at: now) else { return }
            sink.send([.answer(PlainAnswer(.badRequest, "No stream of this session has sent this Last-Event-ID."))])
        }
    }

    private func delete(_ head: RequestHead, _ caller: HTTPCaller) -> Exchange {
        guard head[.mcpSessionID] != nil else { return .answer(notAllowed()) }
        switch find(head, caller, nil) {
        case .success(let session):
            sessions.close(session)
            return .answer(PlainAnswer(.noContent))
        case .failure(let refusal): return .answer(refusal.answer)
        }
    }

    private func notAllowed() -> PlainAnswer {
        var answer = PlainAnswer(.methodNotAllowed, "Without a session there is only POST.")
        answer.fields.add(name: "Allow", value: "POST")
        return answer
    }

    /// The session that a request names.
    private func find(_ head: RequestHead, _ caller: HTTPCaller, _ id: RequestID?) -> Result<LegacySession, Refusal> {
        guard let name = head[.mcpSessionID] else {
            let what = "Send initialize first, or \(MetaKey.protocolVersion) and capabilities in params._meta"
            return .failure(Refusal(PlainAnswer(.badRequest, id, .invalidParams(what))))
        }
        guard let session = sessions.find(name.trimmed, for: caller) else {
            return .failure(Refusal(PlainAnswer(.notFound, id, .invalidRequest("There is no such session"))))
        }
        if let named = head[.mcpProtocolVersion]?.trimmed,
            !ProtocolVersion.supportedLegacy.contains(ProtocolVersion(rawValue: named))
        {
            let error = RPCError.invalidRequest("The header MCP-Protocol-Version names a revision not spoken here")
            return .failure(Refusal(PlainAnswer(.badRequest, id, error)))
        }
        return .success(session)
    }

    private struct Refusal: Error {
        let answer: PlainAnswer
        init(_ answer: PlainAnswer) { self.answer = answer }
    }

    private func unreadable(_ body: ByteBuffer, _ problem: JSONSyntaxError) -> PlainAnswer {
        guard let json = try? JSONValue(parsing: body.readableBytesUInt8Span, limits: limits) else {
            return PlainAnswer(.badRequest, nil, .parseError("Not a JSON message: \(problem)"))
        }
        let id = json["id"].flatMap(RequestID.init)
        return PlainAnswer(.badRequest, id, .invalidRequest("Not a JSON-RPC 2.0 message: \(problem)"))
    }
}

extension String {
    /// Whether a client that accepts this takes a stream of events.
    var acceptsEvents: Bool {
        split(separator: ",").contains { part in
            ["text/event-stream", "text/*", "*/*"].contains(String(part.prefix { $0 != ";" }).trimmed.lowercased())
        }
    }
}

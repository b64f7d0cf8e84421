import JSONRPC
import NIOCore
import NIOHTTP1

/// How requests come in.
extension FrontDoorHandler {
    /// A request begins.
    func receive(_ sent: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let head = RequestHead(sent, isEncrypted: server.isEncrypted)
        let request = ServedRequest(head, exchange: server.nextExchange())
        self.request = request
        deadline = .now() + server.limits.bodyTime.timeAmount
        // Behind a request that wants another protocol, and does not get it, the codec understands nothing more.
        let isUpgrade = head[.upgrade] != nil
        if isUpgrade || head[.connection]?.lowercased() == "close" { closeAfterwards() }
        if let refusal = server.door.refusal(of: head, server.limits) { return refuse(refusal) }
        if isPreflight(head) { return refuse(preflight(head)) }
        let path = String(head.path)
        if server.door.openPaths.contains(path) { return admit(nil, head, context) }
        if let holder = server.door.ticketHolder(of: head, path) { return admit(holder, head, context) }
        let token = FrontDoor.token(of: head)
        if let outcome = server.door.authenticator.known(token) { return judge(outcome, head, context) }
        state = .admitting
        deadline = .now() + server.limits.headerTime.timeAmount
        let (authenticator, exchange) = (server.door.authenticator, request.exchange)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        Task {
            let outcome = await authenticator.authenticate(token)
            eventLoop.execute { bound.value.admitLate(outcome, exchange) }
        }
    }

    private func admitLate(_ outcome: AuthenticationOutcome, _ exchange: Int) {
        guard let context, let request, request.exchange == exchange, case .admitting = state else { return }
        judge(outcome, request.head, context)
        takeBacklog()
    }

    private func judge(_ outcome: AuthenticationOutcome, _ head: RequestHead, _ context: ChannelHandlerContext) {
        switch outcome {
        case .caller(let caller): admit(caller, head, context)
        case .missing: refuse(server.door.challenge(head, invalid: nil))
        case .invalid(let reason): refuse(server.door.challenge(head, invalid: reason))
        }
    }

    /// Lets a request in; one whose path is open to everybody has no caller.
    private func admit(_ caller: HTTPCaller?, _ head: RequestHead, _ context: ChannelHandlerContext) {
        request?.caller = caller
        if let caller, let verdict = server.door.limiter?.admit(caller.principal) {
            request?.verdict = verdict
            guard verdict.isAdmitted else { return refuse(tooMany(verdict)) }
        }
        if let caller, let mcp = server.mcp, let view = mcp.match(head.path) {
            request?.isOwn = true
            request?.caller = caller.looking(at: view)
            return collect(head)
        }
        if let route = webSocketRoute(for: head) {
            state = .upgrading(route)
            return
        }
        state = .forwarding(received: false, sent: false)
        context.fireChannelRead(wrapInboundOut(.head(forwarded(head, caller))))
    }

    /// The head for the routes behind, which tells them the caller and by which id the request is known.
    private func forwarded(_ head: RequestHead, _ caller: HTTPCaller?) -> HTTPRequestHead {
        var fields = head.fields
        fields.remove(name: FieldName.caller)
        if let caller { fields.add(name: FieldName.caller, value: caller.headerValue) }
        fields.remove(name: FieldName.exchange)
        if let request { fields.replaceOrAdd(name: FieldName.requestID, value: request.id) }
        if let key = request?.key, let hangUps = server.door.hangUps {
            hangUps.begin(key)
            fields.add(name: FieldName.exchange, value: key)
        }
        return HTTPRequestHead(version: .http1_1, method: head.method, uri: head.target, headers: fields)
    }

    private func collect(_ head: RequestHead) {
        if let length = head[.contentLength].flatMap({ Int($0) }), length > server.limits.messageBytes {
            return refuse(.tooLarge(limit: server.limits.messageBytes))
        }
        if head[.expect]?.lowercased() == "100-continue", let context {
            context.writeAndFlush(
                wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
        }
        state = .collecting(ByteBuffer())
    }

    /// A piece of a message has come.
    func add(_ bytes: ByteBuffer) {
        guard case .collecting(var body) = state else { return }
        let total = body.readableBytes + bytes.readableBytes
        guard total <= server.limits.messageBytes else { return refuse(.tooLarge(limit: server.limits.messageBytes)) }
        // Held twice, what has come before would be copied for each piece.
        state = .collecting(ByteBuffer())
        let expected = request.flatMap { $0.head[.contentLength] }.flatMap { Int($0) } ?? 0
        if body.readableBytes == 0, bytes.readableBytes >= expected {
            body = bytes
        } else {
            // What a client announces is believed only so far: it costs it nothing.
            body.reserveCapacity(max(total, min(expected, Self.reservedBytes)))
            body.writeImmutableBuffer(bytes)
        }
        state = .collecting(body)
    }

    /// How much room is made for a message before it has come.
    private static var reservedBytes: Int { 1 << 20 }

    /// A message for the endpoint is there as a whole.
    func answer(_ body: ByteBuffer) {
        state = .answering
        deadline = nil
        guard let mcp = server.mcp, let request, let caller = request.caller else { return }
        switch mcp.begin(request.head, body, caller) {
        case .answer(let answer): perform([.answer(answer)], request.exchange)
        case .modern(let message, let reply): serve(message, reply, mcp, caller)
        case .session(let session, let fields, let start):
            request.session = session
            request.fields = fields
            guard let sink = sink(request.exchange) else { return }
            start(sink)
            prolongDue = .now() + .seconds(1)
        }
    }

    private func serve(_ message: ByteBuffer, _ reply: ModernReply, _ mcp: StreamableHTTP, _ caller: HTTPCaller) {
        guard let request, let context else { return }
        request.reply = reply
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let (eventLoop, exchange) = (context.eventLoop, request.exchange)
        let connection = mcp.endpoint.connect(caller) { message in
            eventLoop.execute { bound.value.deliver(message, exchange) }
        }
        request.connection = connection
        connection.receive(message)
    }

    private func deliver(_ message: OutboundMessage, _ exchange: Int) {
        guard let request, request.exchange == exchange else { return }
        let actions = request.reply?.receive(message) { [server] subject, child in
            server.door.insufficientScope(
                request.head, server.mcp?.endpoint.scopes(for: subject, of: child) ?? [])
        }
        perform(actions ?? [], exchange)
    }

    /// A request of a session that takes long becomes a stream, which the client can come back to.
    func prolong() {
        prolongDue = nil
        guard let request, !request.isStreaming else { return }
        request.session?.prolong(request.exchange)
    }

    private func sink(_ exchange: Int) -> ReplySink? {
        guard let context else { return nil }
        return ReplySink(
            eventLoop: context.eventLoop, handler: NIOLoopBound(self, eventLoop: context.eventLoop),
            exchange: exchange)
    }

    // MARK: Refusals

    /// Turns a request away, perhaps before all of it has come.
    func refuse(_ answer: PlainAnswer) {
        guard let request else { return }
        let isComplete: Bool
        if case .answering = state { isComplete = true } else { isComplete = false }
        write(answer)
        finishRequest()
        // What is still to come of it is not worth waiting for, unless it is nothing.
        if isComplete { return rest() }
        if mayHaveBody(request.head) { closeAfterwards() }
        state = .draining
        deadline = .now() + server.limits.headerTime.timeAmount
    }

    private func mayHaveBody(_ head: RequestHead) -> Bool {
        head[.transferEncoding] != nil || (head[.contentLength] ?? "0") != "0"
    }

    private func tooMany(_ verdict: RateLimiter.Verdict) -> PlainAnswer {
        var answer = PlainAnswer(.tooManyRequests, "More than \(verdict.limit) requests in a minute.")
        answer.fields.add(name: "Retry-After", value: "\(verdict.resetSeconds)")
        return answer
    }

    private func isPreflight(_ head: RequestHead) -> Bool {
        head.method == .OPTIONS && head[.origin] != nil && head[.accessControlRequestMethod] != nil
    }

    /// What a browser asks before a page may send a request of its own (Fetch, CORS-preflight).
    private func preflight(_ head: RequestHead) -> PlainAnswer {
        var answer = PlainAnswer(.noContent)
        answer.fields.add(
            name: "Access-Control-Allow-Methods", value: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
        answer.fields.add(
            name: "Access-Control-Allow-Headers",
            value: head[.accessControlRequestHeaders] ?? "Authorization, Content-Type")
        answer.fields.add(name: "Access-Control-Max-Age", value: "600")
        return answer
    }
}

extension PlainAnswer {
    static func tooLarge(limit: Int) -> PlainAnswer {
        PlainAnswer(.payloadTooLarge, "The body is longer than \(limit) bytes.")
    }
}

extension HTTPCaller {
    fileprivate func looking(at view: String?) -> HTTPCaller {
        var caller = self
        caller.view = view
        return caller
    }
}

import JSONRPC

/// One request and its answer: who asked, what is asked, and the way back.
struct Exchange: Sendable {
    let ticket: IncomingRequests.Ticket
    let method: String
    let params: JSONObject?
    let kind: RequestClass
    let session: ServerSession
    /// What changes from the moment the request was read; nil for one that does not listen.
    let changes: AsyncStream<ServerChange>?

    init(
        ticket: IncomingRequests.Ticket, method: String, params: JSONObject?, kind: RequestClass, session: ServerSession
    ) {
        self.ticket = ticket
        self.method = method
        self.params = params
        self.kind = kind
        self.session = session
        // What a request behind it changes is not to be missed, whichever of the two is served first.
        changes = method == SubscriptionsListenRequestParams.method ? session.changes.listen() : nil
    }

    var id: RequestID { ticket.id }
    var server: Server { session.server }
    /// Whether the request is neither answered nor cancelled.
    var isOpen: Bool { session.withState { $0.incoming.isOpen(ticket) } }

    /// Requests that change the connection are answered before the next message is read.
    var isHandshake: Bool {
        guard case .legacy = kind else { return false }
        return [
            InitializeRequestParams.method, SetLevelRequestParams.method, SubscribeRequestParams.method,
            UnsubscribeRequestParams.method,
        ].contains(method)
    }

    /// The `_meta` of the request.
    var meta: RequestMeta {
        switch kind {
        case .modern(let meta), .legacy(let meta): meta
        }
    }

    /// Who asks.
    var caller: Caller {
        switch kind {
        case .modern(let meta):
            return Caller(
                protocolVersion: meta.protocolVersion ?? .latest,
                capabilities: meta.clientCapabilities ?? ClientCapabilities(), clientInfo: meta.clientInfo,
                principal: session.principal)
        case .legacy:
            let agreement = session.withState { $0.lifecycle.agreement }
            return Caller(
                protocolVersion: agreement?.protocolVersion ?? .latestLegacy,
                capabilities: agreement?.capabilities ?? ClientCapabilities(), clientInfo: agreement?.clientInfo,
                principal: session.principal)
        }
    }

    /// Does the work and sends the answer, unless the request was cancelled meanwhile.
    func run() async {
        let answer: Message
        do { answer = .result(id: id, result: try await self.answer()) } catch {
            answer = .failure(id: id, error: rpcError(error))
        }
        if session.withState({ $0.incoming.close(ticket) }) { await session.send(answer) }
        session.withState { $0.incoming.end(ticket) }
    }

    private func rpcError(_ error: any Error) -> RPCError {
        switch error {
        case let error as RPCError: kind.isModern ? error : error.withoutModernCode
        case let failure as DecodingFailure: .invalidParams(failure)
        case is CancellationError: .internalError("The server is shutting down")
        default: .internalError("\(error)")
        }
    }

    /// Decodes the parameters as those of a method.
    func decoded<Params: RequestParams>(_ type: Params.Type = Params.self) throws(DecodingFailure) -> Params {
        try Params(params: params)
    }

    /// Sends an event of this request while it is open.
    func report(_ event: RequestEvent, gate: ProgressGate) async {
        guard isOpen else { return }
        switch event {
        case .progress(let progress, let total, let message):
            guard let token = meta.progressToken, gate.passes(progress) else { return }
            let message = caller.protocolVersion.hasProgressMessages ? message : nil
            await session.notify(
                ProgressNotificationParams(progressToken: token, progress: progress, total: total, message: message))
        case .log(let level, let logger, let data):
            guard wantsLog(level) else { return }
            await session.notify(LoggingMessageNotificationParams(level: level, logger: logger, data: data))
        }
    }

    /// A modern request names the level it wants or gets no messages; a legacy connection has one level for all.
    private func wantsLog(_ level: LoggingLevel) -> Bool {
        switch kind {
        case .modern(let meta): meta.logLevel.map { level >= $0 } ?? false
        case .legacy: session.withState { level >= $0.logLevel }
        }
    }
}

extension RequestClass {
    fileprivate var isModern: Bool { if case .modern = self { true } else { false } }
}

extension RPCError {
    /// The same with a code that every revision knows: those that came with 2026-07-28 mean nothing to older callers.
    fileprivate var withoutModernCode: RPCError {
        isRecognizedModernError ? .internalError(message, data: data) : self
    }
}

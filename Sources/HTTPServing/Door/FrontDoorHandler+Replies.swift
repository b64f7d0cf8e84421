import NIOCore
import NIOHTTP1

/// How answers go out.
extension FrontDoorHandler {
    /// Takes steps of the answer to an exchange; those of one that is over are for nobody.
    func perform(_ actions: [ReplyAction], _ exchange: Int) {
        guard request?.exchange == exchange, case .answering = state, let context else { return }
        for action in actions {
            switch action {
            case .answer(let answer):
                write(answer)
                return complete()
            case .begin(let fields): beginStream(fields)
            case .event(let id, let retry, let data): writeEvent(id, retry, data, context)
            case .end:
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
                return complete()
            case .hangUp: return context.close(promise: nil)
            }
        }
        context.flush()
        giveUpIfUnread(context)
    }

    private func beginStream(_ fields: HTTPHeaders) {
        guard request?.isStreaming == false else { return }
        self.request?.isStreaming = true
        server.mcp?.countStream(1)
        begin(.ok, fields)
        commentDue = .now() + server.limits.keepAlive.timeAmount
    }

    private func writeEvent(_ id: String?, _ retry: Int?, _ data: ByteBuffer?, _ context: ChannelHandlerContext) {
        var buffer = context.channel.allocator.buffer(capacity: (data?.readableBytes ?? 0) + 64)
        ReplyAction.written(id: id, retry: retry, data: data, into: &buffer)
        context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    }

    /// Who leaves too much unread is let go: memory is not for those who do not listen.
    private func giveUpIfUnread(_ context: ChannelHandlerContext) {
        guard !context.channel.isWritable,
            let unread = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes),
            unread > server.limits.unreadBytes
        else { return }
        context.close(promise: nil)
    }

    /// A comment now and then, so that nothing between here and the client takes the stream for dead.
    func sendComment() {
        guard let context, request?.isStreaming == true else { return commentDue = nil }
        commentDue = .now() + server.limits.keepAlive.timeAmount
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: ": \n\n")))), promise: nil)
    }

    /// The answer is out.
    private func complete() {
        request?.connection?.close()
        finishRequest()
        rest()
    }

    /// The client is gone before its answer: a request of the modern era is given up, one of a session goes on.
    func abandon() {
        guard let request else { return }
        self.request?.status = request.status == 0 ? 499 : request.status
        request.connection?.close()
        server.door.hangUps?.end(request.key, isGone: true)
        request.session?.detach(request.exchange, at: server.mcp?.sessions.now() ?? .zero)
        finishRequest()
        self.request = nil
        state = .draining
    }

    /// Notes how it went.
    func finishRequest() {
        guard let request else { return }
        commentDue = nil
        prolongDue = nil
        if request.isStreaming { server.mcp?.countStream(-1) }
        if !request.isOwn { server.door.hangUps?.end(request.key, isGone: false) }
        server.door.onRequest(
            RequestRecord(
                id: request.id, principal: request.caller?.principal, method: request.head.method.rawValue,
                path: String(request.head.path), status: request.status, duration: .now - request.start))
    }

    /// Writes an answer that is there as a whole.
    func write(_ answer: PlainAnswer) {
        guard let context, let request else { return }
        let answer = answer.told(about: request)
        var fields = answer.fields
        if answer.status != .noContent { fields.add(name: "Content-Length", value: "\(answer.body.readableBytes)") }
        begin(answer.status, fields)
        if answer.body.readableBytes > 0, request.head.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Writes the head of an answer.
    private func begin(_ status: HTTPResponseStatus, _ fields: HTTPHeaders) {
        var fields = fields
        dress(&fields)
        request?.status = Int(status.code)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: fields)
        context?.write(wrapOutboundOut(.head(head)), promise: nil)
    }

    /// Adds what every answer carries.
    func dress(_ fields: inout HTTPHeaders) {
        guard let request else { return }
        fields.add(contentsOf: request.fields)
        fields.add(name: FieldName.requestID, value: request.id)
        if isLastRequest, !isStream { fields.replaceOrAdd(name: "Connection", value: "close") }
        fields.add(name: "X-Content-Type-Options", value: "nosniff")
        fields.add(name: "Referrer-Policy", value: "no-referrer")
        if !fields.contains(name: "Cache-Control") { fields.add(name: "Cache-Control", value: "no-store") }
        if server.isEncrypted { fields.add(name: "Strict-Transport-Security", value: "max-age=31536000") }
        if let verdict = request.verdict { dress(&fields, verdict) }
        guard let origin = request.head[.origin], server.door.site.admits(origin: origin) else { return }
        fields.add(name: "Access-Control-Allow-Origin", value: origin)
        fields.add(name: "Vary", value: "Origin")
        fields.add(name: "Access-Control-Expose-Headers", value: FieldName.exposed)
    }

    private func dress(_ fields: inout HTTPHeaders, _ verdict: RateLimiter.Verdict) {
        fields.add(name: "RateLimit-Limit", value: "\(verdict.limit)")
        fields.add(name: "RateLimit-Remaining", value: "\(verdict.remaining)")
        fields.add(name: "RateLimit-Reset", value: "\(verdict.resetSeconds)")
    }
}

import HTTPTypes
import NIOCore
import NIOHTTPTypes

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

    private func beginStream(_ fields: HTTPFields) {
        guard let context, let request, !request.isStreaming else { return }
        self.request?.isStreaming = true
        server.mcp?.countStream(1)
        var head = HTTPResponse(status: .ok, headerFields: fields)
        dress(&head)
        self.request?.status = 200
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        scheduleKeepAlive(context, request.exchange)
    }

    private func writeEvent(_ id: String?, _ retry: Int?, _ data: ByteBuffer?, _ context: ChannelHandlerContext) {
        var buffer = context.channel.allocator.buffer(capacity: (data?.readableBytes ?? 0) + 64)
        ReplyAction.written(id: id, retry: retry, data: data, into: &buffer)
        context.write(wrapOutboundOut(.body(buffer)), promise: nil)
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
    private func scheduleKeepAlive(_ context: ChannelHandlerContext, _ exchange: Int) {
        keepAlive?.cancel()
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        keepAlive = context.eventLoop.scheduleTask(in: server.limits.keepAlive.timeAmount) {
            bound.value.sendComment(exchange)
        }
    }

    private func sendComment(_ exchange: Int) {
        guard let context, request?.exchange == exchange, request?.isStreaming == true else { return }
        context.writeAndFlush(wrapOutboundOut(.body(ByteBuffer(string: ": \n\n"))), promise: nil)
        scheduleKeepAlive(context, exchange)
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
        request.session?.detach(request.exchange, at: server.mcp?.sessions.now() ?? .zero)
        finishRequest()
        self.request = nil
        state = .draining
    }

    /// Notes how it went.
    func finishRequest() {
        guard let request else { return }
        keepAlive?.cancel()
        keepAlive = nil
        if request.isStreaming { server.mcp?.countStream(-1) }
        server.door.onRequest(
            RequestRecord(
                id: request.id, principal: request.caller?.principal, method: request.head.method.rawValue,
                path: String(request.head.pathOnly), status: request.status, duration: .now - request.start))
    }

    /// Writes an answer that is there as a whole.
    func write(_ answer: PlainAnswer) {
        guard let context, let request else { return }
        var head = HTTPResponse(status: answer.status, headerFields: answer.fields)
        if answer.status != .noContent { head.headerFields[.contentLength] = String(answer.body.readableBytes) }
        dress(&head)
        self.request?.status = answer.status.code
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if answer.body.readableBytes > 0, request.head.method != .head {
            context.write(wrapOutboundOut(.body(answer.body)), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Adds what every answer carries.
    func dress(_ head: inout HTTPResponse) {
        guard let request, head.status.kind != .informational else { return }
        for field in request.fields { head.headerFields.append(field) }
        head.headerFields[.requestID] = request.id
        if isLastRequest, context?.channel.parent?.parent == nil { head.headerFields[.connection] = "close" }
        head.headerFields[.xContentTypeOptions] = "nosniff"
        head.headerFields[.referrerPolicy] = "no-referrer"
        if head.headerFields[.cacheControl] == nil { head.headerFields[.cacheControl] = "no-store" }
        if server.isEncrypted { head.headerFields[.strictTransportSecurity] = "max-age=31536000" }
        if let verdict = request.verdict { dress(&head, verdict) }
        guard let origin = request.head.headerFields[.origin], server.door.site.admits(origin: origin) else { return }
        head.headerFields[.accessControlAllowOrigin] = origin
        head.headerFields[.vary] = "Origin"
        head.headerFields[.accessControlExposeHeaders] =
            "Mcp-Session-Id, MCP-Protocol-Version, X-Request-Id, RateLimit-Limit, RateLimit-Remaining, "
            + "RateLimit-Reset, Retry-After, WWW-Authenticate, Location, Link, ETag"
    }

    private func dress(_ head: inout HTTPResponse, _ verdict: RateLimiter.Verdict) {
        head.headerFields[.rateLimit] = String(verdict.limit)
        head.headerFields[.rateRemaining] = String(verdict.remaining)
        head.headerFields[.rateReset] = String(verdict.resetSeconds)
    }
}

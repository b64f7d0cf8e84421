import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// How connections turn into WebSockets (RFC 6455). The request has passed the front door like any other.
extension FrontDoorHandler {
    /// The path that a request wants to turn into a WebSocket; nil when it wants nothing of the kind.
    func webSocketRoute(for head: RequestHead) -> WebSocketRoute? {
        guard let route = server.webSockets.first(where: { $0.path == head.path }) else { return nil }
        let wanted = head.fields["Upgrade"].contains { $0.lowercased() == "websocket" }
        return wanted && head.method == .GET ? route : nil
    }

    /// All of the request is there: the connection is another from now on.
    func upgrade(to route: WebSocketRoute) {
        guard let context, let request else { return }
        // NIO's upgrader knows the handshake; the pipeline is changed here.
        let handshake = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
            upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
        let head = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: request.head.target, headers: request.head.fields)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let exchange = request.exchange
        handshake.buildUpgradeResponse(channel: context.channel, upgradeRequest: head, initialResponseHeaders: [:])
            .whenComplete { bound.value.open($0, route, exchange) }
    }

    private func open(_ handshake: Result<HTTPHeaders, any Error>, _ route: WebSocketRoute, _ exchange: Int) {
        guard let context, let request, request.exchange == exchange else { return }
        guard case .success(let headers) = handshake else {
            return refuse(PlainAnswer(.badRequest, "The handshake of the WebSocket is incomplete."))
        }
        let channel = context.channel
        let connection = WebSocketConnection(request, on: channel, maximumQueuedBytes: route.maximumQueuedBytes)
        self.request?.status = 101
        do { try replaceHandlers(context, headers, route, connection) } catch {
            return refuse(PlainAnswer(.badRequest, "A WebSocket needs a connection of HTTP/1.1."))
        }
        // The task ends when the owner is done, which the end of the connection makes it.
        let task = Task {
            await route.serve(connection)
            connection.close()
        }
        channel.closeFuture.whenComplete { _ in task.cancel() }
    }

    /// Takes HTTP out of the pipeline and puts frames in. Whoever stands behind is left where it is, and hears nothing
    /// but the end of the connection.
    private func replaceHandlers(
        _ context: ChannelHandlerContext, _ headers: HTTPHeaders, _ route: WebSocketRoute,
        _ connection: WebSocketConnection
    ) throws {
        let pipeline = context.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        let encoder = try pipeline.handler(type: HTTPResponseEncoder.self)
        let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
        let head = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        finishRequest()
        request = nil
        _ = context.channel.setOption(.autoRead, value: false)
        let maximum = route.maximumMessageBytes
        let frames: [any ChannelHandler] = [
            WebSocketFrameEncoder(), ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: maximum)),
            WebSocketFrameCheck(),
            NIOWebSocketFrameAggregator(
                minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1_024, maxAccumulatedFrameSize: maximum),
            WebSocketHandler(connection, route, server.rounds(on: context.eventLoop)),
        ]
        try pipeline.addHandlers(frames, position: .after(self))
        pipeline.removeHandler(encoder, promise: nil)
        pipeline.removeHandler(codec, promise: nil)
        pipeline.removeHandler(self, promise: nil)
        // The decoder goes last: what it holds of the new protocol has to find somebody behind it.
        pipeline.removeHandler(decoder, promise: nil)
    }
}

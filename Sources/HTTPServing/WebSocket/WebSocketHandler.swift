import NIOCore
import NIOWebSocket

/// Reads the frames of a WebSocket: messages for its owner, pings to answer, and whether the peer is still there.
final class WebSocketHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let connection: WebSocketConnection
    private let pingInterval: TimeAmount
    private var pings: RepeatedTask?
    private var hasHeard = true
    private var isClosing = false
    /// Whether the owner has got something in this turn, and asks for more itself.
    private var hasDelivered = false

    init(_ connection: WebSocketConnection, pingInterval: Duration) {
        self.connection = connection
        self.pingInterval = pingInterval.timeAmount
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        pings = context.eventLoop.scheduleRepeatedTask(initialDelay: pingInterval, delay: pingInterval) { _ in
            let (handler, context) = bound.value
            handler.ping(context)
        }
        context.read()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    /// A message that comes in pieces is read on until it is whole.
    func channelReadComplete(context: ChannelHandlerContext) {
        if !hasDelivered { context.read() }
        hasDelivered = false
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end()
        context.close(promise: nil)
    }

    private func end() {
        pings?.cancel()
        pings = nil
        connection.end()
    }

    private func ping(_ context: ChannelHandlerContext) {
        guard hasHeard else { return context.close(promise: nil) }
        hasHeard = false
        write(context, .ping, ByteBuffer())
        // Nobody may be receiving, and a pong has to be read all the same.
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        hasHeard = true
        switch frame.opcode {
        case .text:
            deliverText(frame.unmaskedData, context)
        case .binary:
            hasDelivered = true
            connection.deliver(.binary(Array(buffer: frame.unmaskedData)))
        case .ping:
            write(context, .pong, frame.unmaskedData)
            context.read()
        case .connectionClose:
            close(context, frame.unmaskedData)
        default:
            context.read()
        }
    }

    private func deliverText(_ data: ByteBuffer, _ context: ChannelHandlerContext) {
        guard let text = String(validating: data.readableBytesView, as: UTF8.self) else {
            // 1007: the data is not of the type that the frame says.
            return close(context, ByteBuffer(bytes: [0x03, 0xEF]))
        }
        hasDelivered = true
        connection.deliver(.text(text))
    }

    private func close(_ context: ChannelHandlerContext, _ data: ByteBuffer) {
        guard !isClosing else { return }
        isClosing = true
        end()
        let closing = NIOLoopBound(context, eventLoop: context.eventLoop)
        let frame = WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
        context.writeAndFlush(wrapOutboundOut(frame)).whenComplete { _ in closing.value.close(promise: nil) }
    }

    private func write(_ context: ChannelHandlerContext, _ opcode: WebSocketOpcode, _ data: ByteBuffer) {
        context.writeAndFlush(wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: data)), promise: nil)
    }
}

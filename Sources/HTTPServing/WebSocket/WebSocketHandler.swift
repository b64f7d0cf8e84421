import NIOCore
import NIOWebSocket

/// Reads the frames of a WebSocket: messages for its owner, pings to answer, and whether the peer is still there.
///
/// Whoever closes waits for the other's word, so that what was said last is not lost with the connection.
final class WebSocketHandler: ChannelDuplexHandler, AttendedConnection {
    typealias InboundIn = WebSocketFrame
    typealias OutboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    /// What the owner wants. It comes as an event and not as a write, which would have to pass those who serve HTTP.
    enum Command: Sendable {
        /// A frame is to be sent.
        case send(WebSocketFrame)
        /// The connection is to be closed, with this code and a reason for people.
        case close(UInt16, String)
    }

    private let connection: WebSocketConnection
    private let pingInterval: TimeAmount
    private let closeTime: TimeAmount
    private let rounds: ConnectionRounds
    private var context: ChannelHandlerContext?
    /// When the peer is asked whether it is still there.
    private var pingDue: NIODeadline?
    /// When the peer has had its time to close too.
    private var giveUpDue: NIODeadline?
    private var hasHeard = true
    private var isClosing = false
    /// Whether the owner has got something in this turn, and asks for more itself.
    private var hasDelivered = false

    init(_ connection: WebSocketConnection, _ route: WebSocketRoute, _ rounds: ConnectionRounds) {
        self.rounds = rounds
        self.connection = connection
        pingInterval = route.pingInterval.timeAmount
        closeTime = route.closeTime.timeAmount
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        pingDue = .now() + pingInterval
        rounds.add(self)
        context.read()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        leave()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    private func leave() {
        rounds.remove(self)
        end()
    }

    /// A message that comes in pieces is read on until it is whole.
    func channelReadComplete(context: ChannelHandlerContext) {
        if !hasDelivered { context.read() }
        hasDelivered = false
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let code = WebSocketCloseCode.code(for: error) { return close(context, code) }
        guard !isClosing else { return }
        end()
        context.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { close(context, WebSocketCloseCode.goingAway) }
        context.fireUserInboundEventTriggered(event)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        switch event as? Command {
        case .send(let frame) where !isClosing: context.writeAndFlush(wrapOutboundOut(frame), promise: promise)
        case .send: promise?.fail(ChannelError.outputClosed)
        case .close(let code, let reason):
            close(context, code, reason)
            promise?.succeed()
        case nil: context.triggerUserOutboundEvent(event, promise: promise)
        }
    }

    private func end() {
        pingDue = nil
        connection.end()
    }

    func look(at now: NIODeadline) {
        guard let context else { return }
        if let due = giveUpDue, due <= now { return context.close(promise: nil) }
        if let due = pingDue, due <= now { ping(context, now) }
    }

    private func ping(_ context: ChannelHandlerContext, _ now: NIODeadline) {
        guard hasHeard else { return context.close(promise: nil) }
        hasHeard = false
        pingDue = now + pingInterval
        write(context, .ping, ByteBuffer())
        // Nobody may be receiving, and a pong has to be read all the same.
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        hasHeard = true
        guard !isClosing else {
            if frame.opcode == .connectionClose { context.close(promise: nil) }
            return
        }
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
            answerClose(context, frame.unmaskedData)
        default:
            context.read()
        }
    }

    private func deliverText(_ data: ByteBuffer, _ context: ChannelHandlerContext) {
        guard let text = String(validating: data.readableBytesView, as: UTF8.self) else {
            return close(context, WebSocketCloseCode.notText)
        }
        hasDelivered = true
        connection.deliver(.text(text))
    }

    /// Closes, and gives the peer a moment to do so too.
    private func close(_ context: ChannelHandlerContext, _ code: UInt16, _ reason: String = "") {
        guard !isClosing else { return }
        isClosing = true
        end()
        var data = ByteBuffer(integer: code)
        data.writeString(reason)
        write(context, .connectionClose, data)
        giveUpDue = .now() + closeTime
        context.read()
    }

    /// The peer has closed: it gets its answer, and nobody has anything more to say.
    private func answerClose(_ context: ChannelHandlerContext, _ data: ByteBuffer) {
        isClosing = true
        end()
        let code = WebSocketCloseCode.answer(to: data)
        let closing = NIOLoopBound(context, eventLoop: context.eventLoop)
        let frame = WebSocketFrame(
            fin: true, opcode: .connectionClose, data: code.map { ByteBuffer(integer: $0) } ?? ByteBuffer())
        context.writeAndFlush(wrapOutboundOut(frame)).whenComplete { _ in closing.value.close(promise: nil) }
    }

    private func write(_ context: ChannelHandlerContext, _ opcode: WebSocketOpcode, _ data: ByteBuffer) {
        context.writeAndFlush(wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: data)), promise: nil)
    }
}

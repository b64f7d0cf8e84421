import NIOCore
import NIOHTTP2

/// Closes a connection of HTTP/2 on which no request is under way, and whose client has not left although it was asked
/// to.
final class StreamWatch: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame

    private let time: TimeAmount
    private var openStreams = 0
    private var end: Scheduled<Void>?

    init(_ time: TimeAmount) {
        self.time = time
    }

    func handlerAdded(context: ChannelHandlerContext) { begin(context) }
    func handlerRemoved(context: ChannelHandlerContext) { end?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        end?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is NIOHTTP2StreamCreatedEvent:
            openStreams += 1
            end?.cancel()
        case is StreamClosedEvent:
            openStreams -= 1
            if openStreams == 0 { begin(context) }
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    private func begin(_ context: ChannelHandlerContext) {
        let channel = context.channel
        end = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}

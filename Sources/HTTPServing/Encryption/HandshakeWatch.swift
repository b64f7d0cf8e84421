import NIOCore
import NIOTLS

/// Closes a connection that is not encrypted in time: nobody else is there yet to do so.
final class HandshakeWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let time: TimeAmount
    private var end: Scheduled<Void>?

    init(_ time: TimeAmount) {
        self.time = time
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        end = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { end?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        end?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        context.fireUserInboundEventTriggered(event)
        guard case .handshakeCompleted(let agreed)? = event as? TLSUserEvent else { return }
        let pipeline = context.pipeline.syncOperations
        // By now HTTP/2 is in the pipeline, and tells those behind it of its streams.
        if agreed == "h2" { try? pipeline.addHandler(StreamWatch(time + time), position: .last) }
        pipeline.removeHandler(self, promise: nil)
    }
}

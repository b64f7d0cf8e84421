import NIOCore
import NIOWebSocket

/// Refuses frames that no client may send (RFC 6455 sections 5.1 and 5.2): such as are not masked, say something that no
/// extension has given a meaning, or are of a kind that nobody knows.
final class WebSocketFrameCheck: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = WebSocketFrame

    private static let known: Set<WebSocketOpcode> = [.continuation, .text, .binary, .connectionClose, .ping, .pong]

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        let isPlain = !frame.rsv1 && !frame.rsv2 && !frame.rsv3
        guard frame.maskKey != nil, isPlain, Self.known.contains(frame.opcode) else {
            return context.fireErrorCaught(WebSocketViolation())
        }
        context.fireChannelRead(data)
    }
}

/// A frame that no client may send.
struct WebSocketViolation: Error {}

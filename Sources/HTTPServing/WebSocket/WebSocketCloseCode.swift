import NIOCore
import NIOWebSocket

/// Why a WebSocket ends (RFC 6455 section 7.4).
enum WebSocketCloseCode {
    static let (normal, goingAway): (UInt16, UInt16) = (1000, 1001)
    static let (protocolError, notText, tooLarge): (UInt16, UInt16, UInt16) = (1002, 1007, 1009)

    /// The code for what went wrong with the frames of a peer; nil when the connection itself is at fault.
    static func code(for error: any Error) -> UInt16? {
        switch error {
        case NIOWebSocketError.invalidFrameLength: tooLarge
        case NIOWebSocketFrameAggregator.Error.accumulatedFrameSizeIsTooLarge: tooLarge
        case NIOWebSocketFrameAggregator.Error.tooManyFragments: tooLarge
        case is NIOWebSocketError, is NIOWebSocketFrameAggregator.Error, is WebSocketViolation: protocolError
        default: nil
        }
    }

    /// What a close frame is answered with: its own code, or what is wrong with it; nil when it has none.
    static func answer(to data: ByteBuffer) -> UInt16? {
        var data = data
        guard data.readableBytes > 0 else { return nil }
        guard let code = data.readInteger(as: UInt16.self), mayBeSent(code) else { return protocolError }
        return String(validating: data.readableBytesView, as: UTF8.self) == nil ? notText : code
    }

    private static func mayBeSent(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}

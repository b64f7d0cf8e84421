import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// A connection that is encrypted, with HTTP/1.1 or HTTP/2 in it, whose client has to shake hands in time.
struct EncryptedChannel: ServerChildChannel {
    private let base: HTTP2UpgradeChannel
    private let handshakeTime: TimeAmount

    init(_ base: HTTP2UpgradeChannel, handshakeTime: TimeAmount) {
        self.base = base
        self.handshakeTime = handshakeTime
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP2UpgradeChannel.Value> {
        let handshakeTime = handshakeTime
        return base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            // Behind TLS, which tells of the end of the handshake, and before whoever keeps that to itself.
            try pipeline.addHandler(
                HandshakeWatch(handshakeTime), position: .after(try pipeline.handler(type: NIOSSLServerHandler.self)))
            return value
        }
    }

    func handle(value: HTTP2UpgradeChannel.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

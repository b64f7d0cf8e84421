import NIOCore
import NIOHTTPTypesHTTP1

/// Puts the front door where it sees requests as the decoder of HTTP/1 gives them: most requests end there, and to
/// translate them for the routes behind would cost as much as to answer them. Leaves once that is done.
final class FrontDoorInstaller: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let server: ServerContext

    init(_ server: ServerContext) {
        self.server = server
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            if let translator = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) {
                try pipeline.addHandler(FrontDoorHandler(server), position: .before(translator))
            } else {
                // A stream of HTTP/2, which knows only the newer form: it is translated to here, and back behind.
                let isEncrypted = server.isEncrypted
                try pipeline.addHandlers(
                    [
                        HTTPToHTTP1ServerCodec(), FrontDoorHandler(server, isStream: true),
                        HTTP1ToHTTPServerCodec(secure: isEncrypted),
                    ], position: .after(self))
            }
        } catch { return context.close(promise: nil) }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}

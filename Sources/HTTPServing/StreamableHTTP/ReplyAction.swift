import NIOCore
import NIOHTTP1

/// One step of an answer.
enum ReplyAction: Sendable {
    /// The whole of it.
    case answer(PlainAnswer)
    /// A stream of events begins.
    case begin(HTTPHeaders)
    /// One event of the stream; without data it only tells the client where it is.
    case event(id: String?, retry: Int?, data: ByteBuffer?)
    /// The stream is over.
    case end
    /// The connection is given up: the client has not read for too long, or the server does not want to go on.
    case hangUp
}

extension ReplyAction {
    /// The event as it is written (HTML Living Standard, server-sent events). JSON on one line needs no splitting.
    static func written(id: String?, retry: Int?, data: ByteBuffer?, into buffer: inout ByteBuffer) {
        if let id { buffer.writeString("id: \(id)\n") }
        if let retry { buffer.writeString("retry: \(retry)\n") }
        if data != nil { buffer.writeString("event: message\n") }
        buffer.writeString("data: ")
        if let data { buffer.writeImmutableBuffer(data) }
        buffer.writeString("\n\n")
    }

    /// What a stream of events is announced with.
    static var eventFields: HTTPHeaders {
        [
            "Content-Type": "text/event-stream", "Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no",
        ]
    }
}

/// The answer to one request, from whatever thread it comes. Steps arrive in the order in which they are sent.
struct ReplySink: Sendable {
    let eventLoop: any EventLoop
    let handler: NIOLoopBound<FrontDoorHandler>
    /// Which request of the connection it belongs to: what comes late is for nobody.
    let exchange: Int

    func send(_ actions: [ReplyAction]) {
        guard !actions.isEmpty else { return }
        eventLoop.execute { handler.value.perform(actions, exchange) }
    }
}

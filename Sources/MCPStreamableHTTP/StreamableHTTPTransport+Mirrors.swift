import HTTPClient
import JSONRPC
import Locking
import MCP
import NIOCore

/// Learning which arguments a server wants repeated, when a call was made without the list being asked for.
extension StreamableHTTPTransport {
    private static let maximumPages = 50

    /// Asks for the tools with the `_meta` of a call that was refused, and learns from what comes.
    func learnMirrors(for message: OutgoingMessage) async {
        guard let call = try? JSONValue(parsing: message.bytes), let meta = call["params"]?["_meta"] else { return }
        var params: JSONObject = ["_meta": meta]
        for _ in 0..<Self.maximumPages {
            let list = Message.request(id: .string("tools"), method: "tools/list", params: params)
            guard let request = try? OutgoingMessage(list.buffer), let answer = await answer(to: request) else {
                return
            }
            _ = session.withLock { $0.mirrors.learn(from: answer) }
            guard let cursor = (try? JSONValue(parsing: answer))?["result"]?["nextCursor"] else { return }
            params["cursor"] = cursor
        }
    }

    /// The answer to a request of the transport's own; nil when there is none.
    private func answer(to message: OutgoingMessage) async -> ByteBuffer? {
        guard case .success(let response) = await execute(request(for: message)), response.isSuccess else { return nil }
        guard response.mediaType == "text/event-stream", let id = message.id else {
            return try? await response.bytes(upTo: options.maximumMessageBytes)
        }
        var events = response.body.serverSentEvents(maximumEventBytes: options.maximumMessageBytes).makeAsyncIterator()
        while let event = try? await events.next() {
            if event.data.answers(id) { return event.data }
        }
        return nil
    }
}

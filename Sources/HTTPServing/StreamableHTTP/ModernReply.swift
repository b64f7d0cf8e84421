import JSONRPC
import MCP
import NIOCore
import NIOHTTP1

/// How the messages that belong to one request of the modern era become its answer: JSON while that is possible, and
/// a stream of events from the first message on that is not the answer.
struct ModernReply: Sendable {
    private var isStreaming = false
    private(set) var isOver = false
    /// Whether the request lacks what every request of the era carries, so that the error tells of a bad request.
    let isIncomplete: Bool

    init(isIncomplete: Bool) {
        self.isIncomplete = isIncomplete
    }

    /// Takes a message.
    ///
    /// - Parameter challenge: the value of `WWW-Authenticate` for something that was refused.
    mutating func receive(
        _ message: OutboundMessage, challenge: (String, String?) -> String
    ) -> [ReplyAction] {
        guard !isOver else { return [] }
        isOver = message.kind.isAnswer
        if !isStreaming, message.kind.isAnswer { return [.answer(answer(message, challenge))] }
        let event = ReplyAction.event(id: nil, retry: nil, data: message.bytes)
        let beginning: [ReplyAction] = isStreaming ? [] : [.begin(ReplyAction.eventFields)]
        isStreaming = true
        return beginning + [event] + (isOver ? [.end] : [])
    }

    private func answer(_ message: OutboundMessage, _ challenge: (String, String?) -> String) -> PlainAnswer {
        switch message.kind {
        case .failure(_, let code): return PlainAnswer(status(of: code), json: message.bytes)
        case .refusal(_, let subject, let server):
            var answer = PlainAnswer(.forbidden, json: message.bytes)
            answer.fields.add(name: "WWW-Authenticate", value: challenge(subject, server))
            return answer
        default: return PlainAnswer(.ok, json: message.bytes)
        }
    }

    private func status(of code: Int) -> HTTPResponseStatus {
        switch code {
        case -32_601: .notFound
        case -32_022 ... -32_020, -32_700, -32_600: .badRequest
        case -32_602: isIncomplete ? .badRequest : .ok
        default: .ok
        }
    }
}

import JSONRPC
import NIOCore
import NIOHTTP1

/// An answer that is there as a whole.
struct PlainAnswer: Sendable {
    var status: HTTPResponseStatus
    var fields = HTTPHeaders()
    var body = ByteBuffer()
    /// A problem, which does not name the request yet.
    private var problem: JSONObject?

    init(_ status: HTTPResponseStatus) {
        self.status = status
    }

    /// A problem told to a person, as JSON (RFC 9457).
    init(_ status: HTTPResponseStatus, _ detail: String) {
        self.status = status
        problem = [
            "type": "about:blank", "title": .string(status.reasonPhrase),
            "status": .number(JSONNumber(Int(status.code))),
            "detail": .string(detail),
        ]
        fields.add(name: "Content-Type", value: "application/problem+json")
    }

    /// The same, and a problem tells which request it is about.
    func told(about request: ServedRequest) -> PlainAnswer {
        guard var problem else { return self }
        problem["instance"] = .string(String(request.head.path.prefix(200)))
        problem["requestId"] = .string(request.id)
        var answer = self
        answer.body = ByteBuffer(bytes: JSONValue.object(problem).serialized)
        return answer
    }

    /// JSON that is written already.
    init(_ status: HTTPResponseStatus, json: ByteBuffer) {
        self.status = status
        fields.add(name: "Content-Type", value: "application/json")
        body = json
    }

    /// The error that answers a JSON-RPC request.
    init(_ status: HTTPResponseStatus, _ id: RequestID?, _ error: RPCError) {
        self.init(status, json: Message.failure(id: id, error: error).buffer)
    }
}

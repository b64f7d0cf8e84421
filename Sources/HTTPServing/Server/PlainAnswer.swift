import HTTPTypes
import JSONRPC
import NIOCore

/// An answer that is there as a whole.
struct PlainAnswer: Sendable {
    var status: HTTPResponse.Status
    var fields = HTTPFields()
    var body = ByteBuffer()

    init(_ status: HTTPResponse.Status) {
        self.status = status
    }

    /// A problem told to a person, as JSON (RFC 9457).
    init(_ status: HTTPResponse.Status, _ detail: String) {
        self.status = status
        let problem: JSONValue = [
            "type": "about:blank", "title": .string(status.reasonPhrase), "status": .number(JSONNumber(status.code)),
            "detail": .string(detail),
        ]
        fields[.contentType] = "application/problem+json"
        body = ByteBuffer(bytes: problem.serialized)
    }

    /// JSON that is written already.
    init(_ status: HTTPResponse.Status, json: ByteBuffer) {
        self.status = status
        fields[.contentType] = "application/json"
        body = json
    }

    /// The error that answers a JSON-RPC request.
    init(_ status: HTTPResponse.Status, _ id: RequestID?, _ error: RPCError) {
        self.init(status, json: Message.failure(id: id, error: error).buffer)
    }
}

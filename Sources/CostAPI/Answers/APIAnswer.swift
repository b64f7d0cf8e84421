import HTTPTypes
import Hummingbird
import JSONRPC
import NIOCore

/// An answer to a request.
struct APIAnswer: Sendable {
    /// What is sent back.
    enum Body: Sendable {
        case bytes(ByteBuffer)
        case stream(ResponseBody)
    }

    var status: HTTPResponse.Status
    var fields = HTTPFields()
    var body: Body

    /// JSON.
    init(_ json: JSONValue, _ status: HTTPResponse.Status = .ok) {
        self.init(status, json: ByteBuffer(bytes: json.serialized))
    }

    /// JSON that is written already.
    init(_ status: HTTPResponse.Status = .ok, json: ByteBuffer) {
        self.init(status, json, type: "application/json")
    }

    /// Bytes of a kind.
    init(_ status: HTTPResponse.Status, _ bytes: ByteBuffer, type: String) {
        self.status = status
        body = .bytes(bytes)
        fields[.contentType] = type
    }

    /// A stream of a kind.
    init(stream: ResponseBody, type: String) {
        status = .ok
        body = .stream(stream)
        fields[.contentType] = type
    }

    /// A problem.
    init(_ problem: Problem, _ request: APIRequest) {
        self.init(
            problem.status, ByteBuffer(bytes: problem.json(path: request.path, id: request.id).serialized),
            type: "application/problem+json")
        for field in problem.fields { fields.append(field) }
    }
}

extension APIAnswer {
    /// The answer as the client of a request wants it: without what it has already, packed, or only announced.
    func shaped(for request: APIRequest) -> Response {
        guard case .bytes(let bytes) = body else { return response(request) }
        var answer = self
        if status == .ok, request.method == .get || request.method == .head {
            let tag = EntityTag(bytes)
            answer.fields[.eTag] = tag.text
            if answer.fields[.cacheControl] == nil { answer.fields[.cacheControl] = "private, no-cache" }
            if tag.isKnown(to: request.fields) {
                answer.status = .notModified
                answer.fields[.contentType] = nil
                answer.body = .bytes(ByteBuffer())
                return answer.response(request)
            }
        }
        if bytes.readableBytes >= Gzip.minimumBytes, Gzip.isAccepted(by: request.fields), let packed = Gzip.pack(bytes)
        {
            answer.body = .bytes(packed)
            answer.fields[.contentEncoding] = "gzip"
        }
        if bytes.readableBytes >= Gzip.minimumBytes { answer.fields[.vary] = "Accept-Encoding" }
        return answer.response(request)
    }

    private func response(_ request: APIRequest) -> Response {
        switch body {
        case .stream(let stream): return Response(status: status, headers: fields, body: stream)
        case .bytes(let bytes):
            guard request.method == .head else {
                return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: bytes))
            }
            let announced = ResponseBody(contentLength: bytes.readableBytes) { try await $0.finish(nil) }
            return Response(status: status, headers: fields, body: announced)
        }
    }
}

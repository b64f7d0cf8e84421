import HTTPServing
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSONRPC
import NIOCore

/// A request as the routes see it.
struct APIRequest: Sendable {
    let method: HTTPRequest.Method
    /// The path as it was sent.
    let path: String
    /// What stands behind the question mark.
    let query: String?
    let fields: HTTPFields
    /// Whom it is for; nil where a path is open to everybody.
    let caller: HTTPCaller?
    /// The id under which it is logged.
    let id: String
    let body: RequestBody

    init(
        _ method: HTTPRequest.Method, _ target: String, fields: HTTPFields = [:], caller: HTTPCaller?, id: String,
        body: RequestBody = RequestBody(buffer: ByteBuffer())
    ) {
        self.method = method
        let mark = target.firstIndex(of: "?")
        path = String(target[..<(mark ?? target.endIndex)])
        query = mark.map { String(target[target.index(after: $0)...]) }
        self.fields = fields
        self.caller = caller
        self.id = id
        self.body = body
    }

    /// The path and the query.
    var target: String { path + (query.map { "?" + $0 } ?? "") }

    /// Whether the client wants to come back for the answer (RFC 7240).
    var prefersJob: Bool {
        fields[values: .named("Prefer")].contains { $0.lowercased().contains("respond-async") }
    }

    /// What kind of body it says it has, without parameters and in lower case; nil when it says nothing.
    var mediaType: String? {
        fields[.contentType].map { $0.prefix { $0 != ";" }.filter { $0 != " " }.lowercased() }
    }
}

extension APIRequest {
    /// Reads the body whole.
    ///
    /// - Throws: ``Problem`` 413.
    func collect(limit: Int) async throws -> ByteBuffer {
        if let length = fields[.contentLength].flatMap({ Int($0) }), length > limit { throw Problem.tooLarge(limit) }
        var whole = ByteBuffer()
        for try await part in body {
            guard whole.readableBytes + part.readableBytes <= limit else { throw Problem.tooLarge(limit) }
            whole.writeImmutableBuffer(part)
        }
        return whole
    }

    /// Reads the body as a JSON object; no body is an empty one.
    ///
    /// - Throws: ``Problem`` 400, 413 or 415.
    func object(limit: Int) async throws -> JSONObject {
        let bytes = try await collect(limit: limit)
        guard bytes.readableBytes > 0 else { return [:] }
        guard let type = mediaType, type == "application/json" || type.hasSuffix("+json") else {
            throw Problem(
                .unsupportedMediaType, "The body has to be JSON. Send it with Content-Type: application/json.")
        }
        let json: JSONValue
        do { json = try JSONValue(parsing: bytes, limits: JSONLimits(maximumBytes: limit, maximumDepth: 64)) } catch {
            throw Problem.badRequest("The body is no JSON: \(error)")
        }
        guard let object = json.object else { throw Problem.badRequest("The body has to be a JSON object.") }
        return object
    }
}

extension HTTPField.Name {
    /// A name that is known to be one.
    static func named(_ text: String) -> Self { Self(text) ?? .expect }
}

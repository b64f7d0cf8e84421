public import NIOCore

/// The head of an answer.
struct HTTPResponseHead: Hashable, Sendable {
    var status: Int
    var version: HTTPVersion
    var headers = HTTPHeaders()
}

/// A version of HTTP.
public enum HTTPVersion: String, Hashable, Sendable {
    /// HTTP/1.0
    case http1 = "HTTP/1.0"
    /// HTTP/1.1
    case http11 = "HTTP/1.1"
    /// HTTP/2
    case http2 = "HTTP/2"
    /// HTTP/3
    case http3 = "HTTP/3"
}

/// An answer whose head is there and whose body is on its way.
public struct HTTPResponse: Sendable {
    /// The URL that has answered, after redirects.
    public let url: HTTPURL
    /// The status, from 200 to 599 and sometimes beyond; what it means is for the caller to say.
    public let status: Int
    /// How it was spoken.
    public let version: HTTPVersion
    /// Header fields.
    public let headers: HTTPHeaders
    /// The body. Whoever drops it unread ends the transfer.
    public let body: HTTPResponseBody

    /// Whether the status is one of success, 200 to 299.
    public var isSuccess: Bool { (200..<300).contains(status) }

    /// The type of the body in lower case and without parameters, `application/json` for instance; nil when it is not
    /// given.
    public var mediaType: String? {
        guard let value = headers["Content-Type"] else { return nil }
        let type = value.prefix { $0 != ";" }.lowercased()
        return String(type.drop { $0 == " " }.prefix { $0 != " " && $0 != "\t" })
    }

    /// Reads the whole body.
    ///
    /// - Parameters:
    ///   - limit: how many bytes it may have.
    ///   - mediaType: what it must be; nil for anything.
    /// - Throws: ``HTTPClientError`` with code `unexpectedContent`, `tooLarge`, or why the transfer failed.
    public func bytes(upTo limit: Int, mediaType: String? = nil) async throws(HTTPClientError) -> ByteBuffer {
        if let mediaType { try require(mediaType) }
        return try await body.collect(upTo: limit)
    }

    /// The events of a stream.
    ///
    /// - Parameter maximumEventBytes: how large one event may be.
    /// - Throws: ``HTTPClientError`` with code `unexpectedContent` when it is no event stream.
    public func serverSentEvents(
        maximumEventBytes: Int = ServerSentEventDecoder.defaultLimit
    ) throws(HTTPClientError) -> ServerSentEvents {
        try require("text/event-stream")
        return body.serverSentEvents(maximumEventBytes: maximumEventBytes)
    }

    private func require(_ wanted: String) throws(HTTPClientError) {
        guard mediaType != wanted else { return }
        let found = mediaType.map { "\"\($0.prefix(100))\"" } ?? "of no type"
        throw HTTPClientError(
            .unexpectedContent, host: url.authority, "the answer (status \(status)) is \(found), not \(wanted)",
            advice: "Check that the URL is the right one, and that no login page or proxy answers in its place")
    }
}

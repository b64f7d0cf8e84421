/// Why a request failed: what happened, with whom, and what can be done.
public struct HTTPClientError: Error, Hashable, Sendable {
    /// What kind of failure it is.
    public enum Code: String, Hashable, Sendable {
        /// The URL cannot be used.
        case invalidURL
        /// The request cannot be sent as it is.
        case invalidRequest
        /// The client is configured in a way that does not work.
        case invalidConfiguration
        /// `http` in the clear is not allowed for this host.
        case plainHTTPRefused
        /// The host lies in a range of addresses that the request must not reach.
        case addressRefused
        /// The name has no address.
        case nameNotResolved
        /// Nobody answered at the address.
        case connectFailed
        /// The proxy cannot be reached or refuses.
        case proxyFailed
        /// TLS did not come about, or the certificate is not trusted.
        case tlsFailed
        /// A limit of ``HTTPTimeouts`` was exceeded.
        case timedOut
        /// The connection ended before the answer did.
        case connectionLost
        /// The server does not speak HTTP as it should.
        case protocolViolation
        /// A redirect leads where this request must not go, or there are too many.
        case redirectRefused
        /// The head or the body of the answer is larger than allowed.
        case tooLarge
        /// The answer is packed in a way that cannot be unpacked.
        case undecodable
        /// The answer is not of the type that was expected.
        case unexpectedContent
        /// The body of the request could not be produced.
        case requestBodyFailed
        /// More requests are under way than the client is allowed to have.
        case overloaded
        /// The task was cancelled.
        case cancelled
        /// The client has been shut down.
        case shutDown
        /// The system or libcurl refused for another reason.
        case other
    }

    /// What kind of failure it is.
    public let code: Code
    /// The host, and the port where it is not the usual one; empty when it is not known.
    public let host: String
    /// What happened, in a few words; never holds a secret of this side.
    public let message: String
    /// What can be done about it; empty when nothing is known that helps.
    public let advice: String

    init(_ code: Code, host: String, _ message: String, advice: String = "") {
        self.code = code
        self.host = host
        self.message = message
        self.advice = advice
    }
}

extension HTTPClientError: CustomStringConvertible {
    /// One or two sentences for people.
    public var description: String {
        (host.isEmpty ? "" : "\(host): ") + message + (advice.isEmpty ? "" : ". \(advice)")
    }
}

extension HTTPClientError {
    static let outOfMemory = HTTPClientError(.other, host: "", "libcurl could not allocate what it needs")
    static let cancelled = HTTPClientError(.cancelled, host: "", "the request was cancelled")
    static let shutDown = HTTPClientError(.shutDown, host: "", "the HTTP client has been shut down")

    static func invalidURL(_ parts: [String], _ reason: String) -> HTTPClientError {
        // Without its query and what stands before the host: both may hold secrets.
        let text = parts.last.map { $0.prefix { $0 != "?" } } ?? ""
        let shown = text.contains("@") ? "the URL" : "\"\(text.prefix(200))\""
        return HTTPClientError(.invalidURL, host: "", "\(shown) cannot be used: \(reason)")
    }

    static func invalidRequest(_ url: HTTPURL, _ reason: String) -> HTTPClientError {
        HTTPClientError(.invalidRequest, host: url.authority, reason)
    }

    static func readTwice(_ url: HTTPURL) -> HTTPClientError {
        .invalidRequest(url, "two tasks read the body of one answer at the same time")
    }

    static func plainHTTPRefused(_ url: HTTPURL) -> HTTPClientError {
        HTTPClientError(
            .plainHTTPRefused, host: url.authority, "http:// would send everything in the clear",
            advice: "Use https://, or allow plain HTTP for this host in the configuration")
    }

    static func addressRefused(_ url: HTTPURL, _ address: String) -> HTTPClientError {
        HTTPClientError(
            .addressRefused, host: url.authority, "the host leads to \(address), where this request must not go",
            advice: "URLs that servers name may lead to public addresses only, and plain HTTP only where it is allowed")
    }

    static func timedOut(_ url: HTTPURL, _ phase: String, _ limit: Duration?) -> HTTPClientError {
        let time = limit.map { " within \($0.formattedSeconds)" } ?? " in time"
        return HTTPClientError(.timedOut, host: url.authority, phase + time)
    }

    static func tooLarge(_ url: HTTPURL, _ what: String, limit: Int) -> HTTPClientError {
        HTTPClientError(
            .tooLarge, host: url.authority, "\(what) is larger than the \(limit) bytes that are allowed",
            advice: "Ask for less, or raise the limit")
    }

    static func overloaded(_ url: HTTPURL, limit: Int) -> HTTPClientError {
        HTTPClientError(
            .overloaded, host: url.authority, "\(limit) requests are under way or waiting already",
            advice: "Try again when some have ended")
    }
}

extension HTTPURL {
    /// The host, and the port where it is not the scheme's.
    var authority: String { String(origin.dropFirst(scheme.rawValue.utf8.count + 3)) }
}

extension Duration {
    /// The time in seconds, with as few digits as are needed.
    var formattedSeconds: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        if milliseconds % 1000 == 0 { return "\(milliseconds / 1000) s" }
        return milliseconds < 1000 ? "\(milliseconds) ms" : "\(Double(milliseconds) / 1000) s"
    }
}

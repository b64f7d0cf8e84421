/// One request.
///
/// ```swift
/// var request = try HTTPRequest(.post, "https://example.com/items", body: .text(#"{"name":"one"}"#))
/// request.headers["Content-Type"] = "application/json"
/// ```
public struct HTTPRequest: Sendable {
    /// How far a URL is trusted.
    public enum Destination: Hashable, Sendable {
        /// An operator has named it: it may lead anywhere.
        case configured
        /// It was found in what a server sent. Its host must resolve to public addresses, here and on every redirect;
        /// private, loopback, link-local and other special ranges are refused before a connection is made.
        case discovered
    }

    /// What is asked for.
    public var method: HTTPMethod
    /// Of whom.
    public var url: HTTPURL
    /// Header fields. `Host`, `Content-Length` and those about the connection are the client's own.
    public var headers: HTTPHeaders
    /// What is sent along.
    public var body: HTTPRequestBody
    /// How long it may take; nil for the client's configuration.
    public var timeouts: HTTPTimeouts?
    /// How it is repeated; nil for the client's configuration.
    public var retries: RetryPolicy?
    /// How many redirects are followed; nil for the client's configuration.
    public var maximumRedirects: Int?
    /// How many bytes the body of the answer may have, unpacked; nil for the client's configuration.
    public var maximumBodyBytes: Int?
    /// How far the URL is trusted.
    public var destination = Destination.configured

    /// Creates a request.
    public init(_ method: HTTPMethod, _ url: HTTPURL, headers: HTTPHeaders = [:], body: HTTPRequestBody = .none) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// Creates a request.
    ///
    /// - Throws: ``HTTPClientError`` with code `invalidURL`; see ``HTTPURL/init(_:)``.
    public init(
        _ method: HTTPMethod, _ url: String, headers: HTTPHeaders = [:], body: HTTPRequestBody = .none
    ) throws(HTTPClientError) {
        self.init(method, try HTTPURL(url), headers: headers, body: body)
    }
}

extension HTTPRequest {
    /// Fields that follow from the request itself and that nobody else may set.
    private static let ownFields = [
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Upgrade", "TE",
    ]

    /// Refuses what cannot be sent as it is meant.
    func validate() throws(HTTPClientError) {
        guard method.rawValue.isToken, method.rawValue != "CONNECT" else {
            throw .invalidRequest(url, "\"\(method)\" is no method that can be sent")
        }
        for field in headers.fields {
            guard field.isValid else {
                throw .invalidRequest(url, "the header field \"\(field.name.prefix(100))\" has characters it must not")
            }
            guard !Self.ownFields.contains(where: { HTTPHeaders.equal($0, field.name) }) else {
                throw .invalidRequest(url, "the header field \(field.name) is set by the client itself")
            }
        }
    }
}

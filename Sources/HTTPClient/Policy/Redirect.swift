/// Where an answer sends a request on to, and what may go along.
enum Redirect {
    private static let statuses: Set<Int> = [301, 302, 303, 307, 308]

    /// Fields that say what kind of answer is wanted and nothing of who asks: all that may go to another host.
    private static let harmlessFields = ["accept", "accept-language", "accept-encoding", "range", "user-agent"]

    /// The request that follows `answer`; nil when it is no redirect.
    ///
    /// - Throws: ``HTTPClientError`` with code `redirectRefused` when it leads from `https` to `http`, would carry a
    ///   body
    ///   to another host or needs to repeat a stream; `invalidURL`.
    static func next(_ request: HTTPRequest, after answer: HTTPResponseHead) throws(HTTPClientError) -> HTTPRequest? {
        guard statuses.contains(answer.status), let location = answer.headers["Location"] else { return nil }
        var next = request
        next.url = try request.url.resolving(location)
        guard request.url.scheme == .http || next.url.scheme == .https else {
            throw refused(request, "\(next.url) is not encrypted, and the request was")
        }
        if answer.status == 303 && request.method != .head || answer.status < 303 && request.method == .post {
            next.method = .get
            next.body = .none
            next.headers["Content-Type"] = nil
        }
        guard next.body.isRepeatable else { throw refused(request, "a streamed body cannot be sent a second time") }
        guard !request.url.hasSameOrigin(as: next.url) else { return next }
        guard next.body.isNone else { throw refused(request, "the body would go to another host, \(next.url.origin)") }
        let harmless = next.headers.fields.filter { harmlessFields.contains($0.name.lowercased()) }
        next.headers = HTTPHeaders(harmless)
        return next
    }

    /// The error for a redirect that is not followed.
    static func refused(_ request: HTTPRequest, _ reason: String) -> HTTPClientError {
        HTTPClientError(
            .redirectRefused, host: request.url.authority, "a redirect was not followed: \(reason)",
            advice: "Ask for the final URL itself")
    }
}

import HTTPClient
import Locking

/// The life of a legacy session.
extension StreamableHTTPTransport {
    /// Ends the connection when the server says that it does not know the session any more.
    ///
    /// - Returns: whether it has.
    @discardableResult
    func endIfForgotten(_ response: HTTPResponse) async -> Bool {
        guard response.status == 404, session.withLock(\.id) != nil else { return false }
        end(because: "\(url.origin) has ended the session; connect again to begin a new one")
        return true
    }

    /// Tells the server that the session is over. Whether it cares is its own affair.
    func endSession() async {
        let fields = session.withLock { $0.id == nil ? [] : $0.legacyFields }
        guard !fields.isEmpty else { return }
        var request = HTTPRequest(.delete, url, headers: options.headers)
        for field in fields { request.headers[field.name] = field.value }
        request.timeouts = .standard
        request.timeouts?.total = options.closeTime
        request.destination = options.destination
        request.retries = .never
        // The task that closes may be cancelled already, and the server is to hear of it all the same.
        await Task { [self, request] in
            guard case .success(let response) = await execute(request) else { return }
            _ = try? await response.bytes(upTo: 64 << 10)
        }.value
    }
}

/// Makes HTTP requests: one pool of connections, one thread, any number of callers.
///
/// ```swift
/// let client = try HTTPClient(HTTPClientConfiguration(environment: variables))
/// let response = try await client.execute(HTTPRequest(.get, "https://example.com/prices"))
/// for try await piece in response.body { … }
/// ```
///
/// Requests may be made from any task; none of them blocks a thread. When the client and all answers that are being
/// read are gone, the thread ends by itself.
public final class HTTPClient: Sendable {
    /// How it connects and what it allows.
    public let configuration: HTTPClientConfiguration
    private let loop: TransferLoop

    /// Starts a client.
    ///
    /// - Throws: ``HTTPClientError`` when the system has no thread for it or libcurl does not work.
    public init(_ configuration: HTTPClientConfiguration = HTTPClientConfiguration()) throws(HTTPClientError) {
        self.configuration = configuration
        loop = try TransferLoop(configuration)
    }

    /// Ends the client: what is under way fails with `shutDown`, and the connections are closed when this returns.
    public func shutdown() async {
        loop.inbox.submit(.stop)
        await loop.inbox.waitForEnd()
    }

    /// Makes a request and returns when the head of its answer is there, after redirects and retries.
    ///
    /// Any status is an answer and no error. When the task is cancelled, the transfer ends and its connection is
    /// closed; the answer's body belongs to whoever reads it then.
    ///
    /// - Throws: ``HTTPClientError``; with code `cancelled` when the task was cancelled.
    public func execute(_ request: HTTPRequest) async throws(HTTPClientError) -> HTTPResponse {
        try request.validate()
        let timeouts = request.timeouts ?? configuration.timeouts
        let deadline = timeouts.total.map { ContinuousClock.now + $0 }
        var current = request
        for _ in 0...max(0, request.maximumRedirects ?? configuration.maximumRedirects) {
            let (head, transfer) = try await attempts(of: current, until: deadline)
            // Made before anything can fail: whoever drops it ends the transfer.
            let body = HTTPResponseBody(transfer)
            guard let next = try Redirect.next(current, after: head) else {
                return HTTPResponse(
                    url: current.url, status: head.status, version: head.version, headers: head.headers, body: body)
            }
            await body.drain()
            current = next
        }
        throw Redirect.refused(request, "there are too many, the last to \(current.url)")
    }

    /// Makes a request as often as its retry policy says.
    private func attempts(
        of request: HTTPRequest, until deadline: ContinuousClock.Instant?
    ) async throws(HTTPClientError) -> (HTTPResponseHead, Transfer) {
        let policy = request.body.isRepeatable ? request.retries ?? configuration.retries : .never
        var (attempt, waited) = (1, Duration.zero)
        while true {
            let transfer = try begin(request, attempt: attempt, until: deadline)
            let result = await transfer.head()
            let delay = policy.delay(
                after: outcome(result), request.method, attempt: attempt, waited: waited, chance: .random(in: 0...1))
            guard let delay, !Task.isCancelled, fits(delay, deadline) else { return (try result.get(), transfer) }
            await HTTPResponseBody(transfer).drain()
            try await sleep(delay)
            waited += delay
            attempt += 1
        }
    }

    private func begin(
        _ request: HTTPRequest, attempt: Int, until deadline: ContinuousClock.Instant?
    ) throws(HTTPClientError) -> Transfer {
        let rule = try configuration.plainHTTP.addressRule(for: request.url, request.destination)
        let transfer = Transfer(
            request, attempt: attempt, limits: TransferLimits(request, configuration), addressRule: rule,
            proxy: configuration.proxy.proxy(for: request.url), deadline: deadline, loop: loop)
        transfer.start()
        return transfer
    }

    private func outcome(_ result: Result<HTTPResponseHead, HTTPClientError>) -> RetryPolicy.Outcome {
        switch result {
        case .success(let head):
            .answered(status: head.status, wait: RetryAfter.wait(head.headers, now: configuration.wallTime()))
        case .failure(let error): .failed(error.code)
        }
    }

    private func fits(_ delay: Duration, _ deadline: ContinuousClock.Instant?) -> Bool {
        deadline.map { ContinuousClock.now + delay < $0 } ?? true
    }

    private func sleep(_ delay: Duration) async throws(HTTPClientError) {
        do { try await configuration.clock.sleep(for: delay) } catch { throw .cancelled }
    }
}

extension HTTPResponseBody {
    /// Reads what is left if it is little, so that the connection can be used again; drops it otherwise.
    fileprivate func drain() async {
        _ = try? await collect(upTo: 64 << 10)
    }
}

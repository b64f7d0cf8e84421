import NIOCore

/// The events of an answer, as they arrive. For one task, once.
public struct ServerSentEvents: AsyncSequence, Sendable {
    private let body: HTTPResponseBody
    private let maximumEventBytes: Int

    init(body: HTTPResponseBody, maximumEventBytes: Int) {
        self.body = body
        self.maximumEventBytes = maximumEventBytes
    }

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator {
        Iterator(
            url: body.url, bytes: body.makeAsyncIterator(),
            decoder: ServerSentEventDecoder(maximumEventBytes: maximumEventBytes))
    }

    /// Reads event after event.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let url: HTTPURL
        fileprivate var bytes: HTTPResponseBody.Iterator
        fileprivate var decoder: ServerSentEventDecoder
        /// Events that have arrived and were not yet taken, the next one last.
        private var ready: [ServerSentEvent] = []

        fileprivate init(url: HTTPURL, bytes: HTTPResponseBody.Iterator, decoder: ServerSentEventDecoder) {
            self.url = url
            self.bytes = bytes
            self.decoder = decoder
        }

        /// The last id that the stream has told, with or without an event; empty when there was none.
        public var lastEventID: String { decoder.lastEventID }
        /// How long the server wants a client to wait before it connects again; nil when it has not said.
        public var retry: Duration? { decoder.retry }

        /// The next event; nil at the end of the stream.
        ///
        /// - Throws: ``HTTPClientError`` with code `tooLarge` for an event beyond the bound, or why the transfer
        ///   failed.
        public mutating func next() async throws(HTTPClientError) -> ServerSentEvent? {
            try await next(isolation: #isolation)
        }

        /// The next event; nil at the end of the stream. See ``next()``.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(HTTPClientError) -> ServerSentEvent? {
            while ready.isEmpty {
                guard let chunk = try await bytes.next(isolation: actor) else { return nil }
                ready = try events(of: chunk).reversed()
            }
            return ready.removeLast()
        }

        private mutating func events(of chunk: ByteBuffer) throws(HTTPClientError) -> [ServerSentEvent] {
            do { return try decoder.decode(chunk) } catch {
                throw HTTPClientError.tooLarge(url, "an event", limit: error.limit)
            }
        }
    }
}

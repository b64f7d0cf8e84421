public import NIOCore

/// The body of an answer, as it arrives.
///
/// For one task, once. While nobody takes anything the server is made to wait, and no more than a few hundred kilobytes
/// are held. When the sequence is dropped, or the task that reads it cancelled, the transfer ends and its connection
/// with it.
public struct HTTPResponseBody: AsyncSequence, Sendable {
    /// Ends the transfer when nobody can read it any more.
    fileprivate final class Reader: Sendable {
        let transfer: Transfer

        init(_ transfer: Transfer) { self.transfer = transfer }

        deinit { transfer.abandon() }
    }

    private let reader: Reader

    init(_ transfer: Transfer) {
        reader = Reader(transfer)
    }

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator { Iterator(reader: reader) }

    /// Reads piece after piece.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let reader: Reader

        /// The next piece; nil at the end.
        ///
        /// - Throws: ``HTTPClientError`` when the body is cut off, too large, too slow or the task is cancelled.
        public mutating func next() async throws(HTTPClientError) -> ByteBuffer? {
            try await reader.transfer.nextChunk().get()
        }

        /// The next piece; nil at the end. See ``next()``.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(HTTPClientError) -> ByteBuffer? {
            try await reader.transfer.nextChunk().get()
        }
    }
}

extension HTTPResponseBody {
    /// Reads all of it.
    ///
    /// - Throws: ``HTTPClientError`` with code `tooLarge` when it has more than `limit` bytes, or why the transfer
    ///   failed.
    public func collect(upTo limit: Int) async throws(HTTPClientError) -> ByteBuffer {
        var all = ByteBuffer()
        var iterator = makeAsyncIterator()
        while var chunk = try await iterator.next() {
            guard all.readableBytes + chunk.readableBytes <= limit else {
                throw .tooLarge(reader.transfer.request.url, "the body of the answer", limit: limit)
            }
            if all.readableBytes == 0 { all = chunk } else { all.writeBuffer(&chunk) }
        }
        return all
    }

    /// The events of an event stream, whatever its content type says.
    ///
    /// - Parameter maximumEventBytes: how large one event may be.
    public func serverSentEvents(
        maximumEventBytes: Int = ServerSentEventDecoder.defaultLimit
    ) -> ServerSentEvents {
        ServerSentEvents(body: self, maximumEventBytes: maximumEventBytes)
    }

    /// What the body belongs to, for errors.
    var url: HTTPURL { reader.transfer.request.url }
}

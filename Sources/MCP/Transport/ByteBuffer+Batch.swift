import JSONRPC
import NIOCore

extension ByteBuffer {
    /// Whether this is an array of messages, which only revision 2025-03-26 knows.
    var isBatch: Bool { EnvelopeScanner.isBatch(readableBytesUInt8Span) }

    /// The messages of a batch; nil when the bytes are no array or an empty one.
    func batchElements() -> [ByteBuffer]? {
        guard let parts = try? EnvelopeScanner().scanBatch(readableBytesUInt8Span) else { return nil }
        return parts.compactMap { getSlice(at: readerIndex + $0.start, length: $0.count) }
    }
}

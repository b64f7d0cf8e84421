import CZlib
import HTTPTypes
import NIOCore

/// Packs answers (RFC 1952).
enum Gzip {
    /// What is shorter is sent as it is.
    static let minimumBytes = 1_024
    /// Quick rather than small: answers are made anew each time.
    private static let level: Int32 = 4
    /// The largest window, and the wrapping of gzip.
    private static let windowBits: Int32 = 15 + 16

    /// Whether a client takes packed answers.
    static func isAccepted(by fields: HTTPFields) -> Bool {
        fields[values: .acceptEncoding].contains { field in
            field.lowercased().split(separator: ",").contains { part in
                let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
                guard pieces.first == "gzip" || pieces.first == "*" else { return false }
                return !pieces.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
            }
        }
    }

    /// Packs bytes; nil when there is no memory for it.
    static func pack(_ bytes: ByteBuffer) -> ByteBuffer? {
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var packed = ByteBuffer()
        let bound = Int(deflateBound(&stream, UInt(bytes.readableBytes)))
        var input = bytes
        let isDone = input.readWithUnsafeMutableReadableBytes { source -> (Int, Bool) in
            packed.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { target in
                stream.next_in = source.bindMemory(to: UInt8.self).baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
            }
            return (source.count, stream.total_out > 0)
        }
        return isDone ? packed : nil
    }
}

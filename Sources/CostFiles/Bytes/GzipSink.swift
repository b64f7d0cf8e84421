import CZlib

/// Packs as gzip on the way to a file.
final class GzipSink: ByteSink {
    private let file: FileSink
    /// On the heap, because zlib remembers where it lies.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    init(_ file: FileSink) throws(CostFileError) {
        self.file = file
        stream.initialize(to: z_stream())
        // 15 bits of window, and 16 more that say: gzip.
        let size = Int32(MemoryLayout<z_stream>.size)
        let result = deflateInit2_(stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        guard result == Z_OK else { throw .unwritable(path: file.path, reason: "zlib does not start (\(result))") }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func write(_ bytes: [UInt8]) throws(CostFileError) {
        try deflate(bytes, flush: Z_NO_FLUSH)
    }

    func finish() throws(CostFileError) {
        try deflate([], flush: Z_FINISH)
        try file.finish()
    }

    private func deflate(_ bytes: [UInt8], flush: Int32) throws(CostFileError) {
        var packed: [UInt8] = []
        var input = bytes
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let result = input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            return chunk.withUnsafeMutableBufferPointer { drain(into: &packed, through: $0, flush: flush) }
        }
        guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
            throw .unwritable(path: file.path, reason: "gzip error \(result)")
        }
        try file.write(packed)
    }

    private func drain(
        into packed: inout [UInt8], through chunk: UnsafeMutableBufferPointer<UInt8>, flush: Int32
    ) -> Int32 {
        var result = Z_OK
        repeat {
            stream.pointee.next_out = chunk.baseAddress
            stream.pointee.avail_out = UInt32(chunk.count)
            result = CZlib.deflate(stream, flush)
            packed.append(contentsOf: chunk[..<(chunk.count - Int(stream.pointee.avail_out))])
        } while result == Z_OK && stream.pointee.avail_out == 0
        return result
    }
}

import CZlib

/// Unpacks gzip, several members one after the other included.
final class GzipSource: ByteSource {
    private let file: RawFile
    private let input: UnsafeMutableRawBufferPointer
    /// On the heap, because zlib remembers where it lies.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var isOpen = false
    /// Whether the last member is complete: only there may the file end.
    private var isBetweenMembers = true
    private static let inputSize = 1 << 18

    init(_ file: RawFile) throws(CostFileError) {
        self.file = file
        input = .allocate(byteCount: Self.inputSize, alignment: 16)
        stream.initialize(to: z_stream())
        // 15 bits of window, and 16 more that say: gzip.
        let result = inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else { throw .unreadable(path: file.path, reason: "zlib does not start (\(result))") }
        isOpen = true
    }

    deinit {
        if isOpen { inflateEnd(stream) }
        stream.deallocate()
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CostFileError) -> Int {
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let room = stream.pointee.avail_out
        while stream.pointee.avail_out == room {
            if stream.pointee.avail_in == 0, try refill() == 0 {
                guard isBetweenMembers else { throw .damaged(path: file.path, reason: "it ends too early") }
                return 0
            }
            isBetweenMembers = false
            let result = inflate(stream, Z_NO_FLUSH)
            if result == Z_STREAM_END {
                isBetweenMembers = true
                inflateReset(stream)
            } else if result != Z_OK, result != Z_BUF_ERROR {
                throw .damaged(
                    path: file.path, reason: stream.pointee.msg.map { String(cString: $0) } ?? "gzip error \(result)")
            }
        }
        return Int(room - stream.pointee.avail_out)
    }

    private func refill() throws(CostFileError) -> Int {
        let count = try file.read(into: input)
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
        return count
    }
}

public import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Cuts a stream of bytes into lines, whatever pieces it arrives in.
///
/// A line ends with a line feed; a carriage return before it is dropped, and empty lines are skipped. A line that
/// outgrows the limit is reported once and thrown away up to its end, so memory stays bounded and the next line is
/// read again. Lines inside one chunk are slices of it: nothing is copied.
public struct LineFramer: Sendable {
    /// What came off the stream.
    public enum Frame: Hashable, Sendable {
        /// One line without its end.
        case line(ByteBuffer)
        /// A line longer than the limit, in bytes; its contents are gone.
        case oversized(limit: Int)
    }

    private let maximumBytes: Int
    /// The beginning of a line whose end has not come yet.
    private var partial = ByteBuffer()
    /// What was fed and not yet cut.
    private var chunk = ByteBuffer()
    /// How the line began that was last reported as oversized: often enough to tell what it was. At most 4 KiB.
    public private(set) var startOfOversized = ByteBuffer()
    /// Whether the rest of an oversized line is being thrown away.
    private var isDiscarding = false

    /// Creates a framer for lines of at most `limits.maximumBytes`.
    public init(limits: JSONLimits = .standard) {
        maximumBytes = limits.maximumBytes
    }

    /// Adds the next bytes of the stream; call ``next()`` until it returns nil before feeding more.
    public mutating func feed(_ bytes: ByteBuffer) {
        guard !chunk.isEmpty else { return chunk = bytes }
        chunk.writeImmutableBuffer(bytes)
    }

    /// The next complete line, or nil until more is fed.
    public mutating func next() -> Frame? {
        while let length = chunk.bytesBeforeLineFeed {
            guard let piece = chunk.readSlice(length: length) else { return nil }
            chunk.moveReaderIndex(forwardBy: 1)
            if isDiscarding {
                isDiscarding = false
                continue
            }
            if let frame = complete(with: piece) { return frame }
        }
        return keepRest()
    }

    /// Ends the stream: the last line, if it stopped without its line feed.
    public mutating func finish() -> Frame? {
        let rest = chunk
        chunk.clear()
        defer { isDiscarding = false }
        return isDiscarding ? nil : complete(with: rest)
    }

    private mutating func complete(with piece: ByteBuffer) -> Frame? {
        var line = piece
        if !partial.isEmpty {
            partial.writeImmutableBuffer(piece)
            line = partial
            partial = ByteBuffer()
        }
        guard line.readableBytes <= maximumBytes else { return oversized(line) }
        if line.readableBytesView.last == Byte.carriageReturn { line.moveWriterIndex(to: line.writerIndex - 1) }
        return line.isEmpty ? nil : .line(line)
    }

    private mutating func oversized(_ line: ByteBuffer) -> Frame {
        startOfOversized = ByteBuffer(bytes: line.readableBytesView.prefix(4 << 10))
        partial = ByteBuffer()
        return .oversized(limit: maximumBytes)
    }

    /// Sets the unfinished line aside, unless it has grown past the limit.
    private mutating func keepRest() -> Frame? {
        defer { chunk = ByteBuffer() }
        guard !isDiscarding, !chunk.isEmpty else { return nil }
        guard partial.readableBytes + chunk.readableBytes <= maximumBytes else {
            isDiscarding = true
            return oversized(partial.isEmpty ? chunk : partial)
        }
        partial.writeImmutableBuffer(chunk)
        return nil
    }
}

extension ByteBuffer {
    fileprivate var isEmpty: Bool { readableBytes == 0 }

    /// How many bytes come before the first line feed; nil when there is none. The C library looks at many bytes at a
    /// time, which a loop in Swift that may end at any byte does not.
    fileprivate var bytesBeforeLineFeed: Int? {
        withUnsafeReadableBytes { bytes in
            guard let start = bytes.baseAddress, let end = memchr(start, Int32(Byte.lineFeed), bytes.count) else {
                return nil
            }
            return UnsafeRawPointer(end) - start
        }
    }
}

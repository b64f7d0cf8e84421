public import JSONRPC
public import NIOCore

/// Writes lines to a descriptor as far as it takes them, and keeps the rest.
///
/// A value for its owner to keep: it writes when it is told to and never waits. The descriptor is non-blocking or a
/// socket, and stays the owner's to close. It sets no bound: the owner looks at ``pendingBytes`` and stops appending.
public struct LineOutput: Sendable {
    /// How far the writing has come.
    public enum Outcome: Hashable, Sendable {
        /// All is written.
        case done
        /// The descriptor takes no more for now: flush again when it is writable.
        case blocked
        /// The reader is gone. What was pending is dropped, and so is whatever is appended.
        case broken
    }

    /// Up to this length, in bytes, a line is copied to others; a longer one is kept as it is.
    private static let copiedBytes = 16 << 10
    /// How many bytes of short lines are put together: what an ordinary pipe takes at once.
    private static let batchBytes = 64 << 10

    private let endpoint: Endpoint
    /// What is to be written before the batch, from `head` on.
    private var chunks: [ByteBuffer] = []
    private var head = 0
    /// Short lines, copied together.
    private var batch = ByteBuffer()
    private var isBroken = false
    /// How many bytes, line feeds included, were appended and are not written yet.
    public private(set) var pendingBytes = 0

    /// Prepares to write `descriptor`.
    public init(descriptor: Int32) {
        endpoint = Endpoint(descriptor)
        SystemCalls.ignoreBrokenPipes
    }

    /// Adds a line, which must not contain a line feed, and the line feed after it.
    public mutating func append(_ line: ByteBuffer) {
        guard !isBroken else { return }
        addPiece(line, ByteRange(0, line.readableBytes))
        endLine()
    }

    /// Adds a line that is `message` with the value at `range` replaced by `id`; a long one is not copied.
    public mutating func append(_ message: ByteBuffer, replacing range: ByteRange, withID id: Int) {
        guard message.readableBytes <= Self.copiedBytes else {
            return append(message, splicing: [Splice(range, with: ByteBuffer(string: String(id)))])
        }
        guard !isBroken else { return }
        addShort(atMost: message.readableBytes + 20) { $0.write(message, replacing: range, withID: id) }
        endLine()
    }

    /// Adds a line that is `message` with its parts replaced; what stays of a long one is not copied.
    ///
    /// - Parameter splices: in the order of their places, which must not overlap and lie within the message.
    public mutating func append(_ message: ByteBuffer, splicing splices: [Splice]) {
        guard !isBroken else { return }
        var copied = 0
        for splice in splices {
            addPiece(message, ByteRange(copied, splice.range.start))
            addPiece(splice.replacement, ByteRange(0, splice.replacement.readableBytes))
            copied = splice.range.end
        }
        addPiece(message, ByteRange(copied, message.readableBytes))
        endLine()
    }

    /// Writes until all is written or the descriptor takes no more.
    public mutating func flush() -> Outcome {
        guard !isBroken else { return .broken }
        while pendingBytes > 0 {
            let offered = head < chunks.count ? chunks[head].readableBytes + following.readableBytes : pendingBytes
            switch writeOnce() {
            case .bytes(let count):
                advance(by: count)
                // It took only a part, so it is full: another call would only say so.
                guard count == offered else { return .blocked }
            case .wouldBlock:
                return .blocked
            case .ended:
                breakOff()
                return .broken
            }
        }
        return .done
    }

    /// Adds some of the bytes of a line.
    private mutating func addPiece(_ buffer: ByteBuffer, _ range: ByteRange) {
        guard let piece = buffer.getSlice(at: buffer.readerIndex + range.start, length: range.count) else { return }
        guard piece.readableBytes > Self.copiedBytes else {
            return addShort(atMost: piece.readableBytes) { $0.writeImmutableBuffer(piece) }
        }
        closeBatch()
        chunks.append(piece)
        pendingBytes += piece.readableBytes
    }

    private mutating func endLine() { addShort(atMost: 1) { $0.writeInteger(UInt8(ascii: "\n")) } }

    /// Adds what `write` writes, at most so many bytes, to those that are put together.
    private mutating func addShort(atMost count: Int, _ write: (inout ByteBuffer) -> Void) {
        if batch.readableBytes + count > Self.batchBytes { closeBatch() }
        let before = batch.readableBytes
        write(&batch)
        pendingBytes += batch.readableBytes - before
    }

    private mutating func closeBatch() {
        guard batch.readableBytes > 0 else { return }
        chunks.append(batch)
        batch = ByteBuffer()
    }

    /// What comes after the first chunk.
    private var following: ByteBuffer { head + 1 < chunks.count ? chunks[head + 1] : batch }

    private func writeOnce() -> SystemCalls.Transfer {
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        guard head < chunks.count else { return batch.withUnsafeReadableBytes { endpoint.write($0, nothing) } }
        return chunks[head].withUnsafeReadableBytes { first in
            following.withUnsafeReadableBytes { endpoint.write(first, $0) }
        }
    }

    private mutating func advance(by count: Int) {
        pendingBytes -= count
        var rest = count
        while head < chunks.count, rest >= chunks[head].readableBytes {
            rest -= chunks[head].readableBytes
            chunks[head] = ByteBuffer()
            head += 1
        }
        if head < chunks.count { return chunks[head].moveReaderIndex(forwardBy: rest) }
        if head > 0 {
            chunks.removeAll(keepingCapacity: chunks.count <= 64)
            head = 0
        }
        batch.moveReaderIndex(forwardBy: rest)
        guard batch.readableBytes == 0 else { return }
        if batch.capacity <= Self.copiedBytes { batch.clear() } else { batch = ByteBuffer() }
    }

    private mutating func breakOff() {
        isBroken = true
        (chunks, head, batch, pendingBytes) = ([], 0, ByteBuffer(), 0)
    }
}

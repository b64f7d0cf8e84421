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
        pendingBytes += line.readableBytes + 1
        if line.readableBytes > Self.copiedBytes {
            closeBatch()
            chunks.append(line)
        } else {
            if batch.readableBytes + line.readableBytes >= Self.batchBytes { closeBatch() }
            batch.writeImmutableBuffer(line)
        }
        batch.writeInteger(UInt8(ascii: "\n"))
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

import Fuzzing
import JSONRPC
import NIOCore

/// Lines do not depend on the pieces in which they arrive. The first byte of an input sets the limit, the second the
/// sizes of the pieces, the rest is the stream.
@main
enum FramerFuzz {
    static func main() {
        FuzzTarget.run { bytes in
            guard bytes.count >= 2 else { return }
            let limit = 1 + Int(bytes[0] % 64)
            let stream = (2..<bytes.count).map { bytes[$0] }
            let pieces = split(ByteBuffer(bytes: stream), seed: bytes[1])
            let expected = lines(of: stream, limit: limit)
            require(frames([ByteBuffer(bytes: stream)], limit: limit) == expected, "one piece yields the lines")
            require(frames(pieces, limit: limit) == expected, "any pieces yield the same lines")
            require(framesFedAtOnce(pieces, limit: limit) == expected, "pieces may pile up before they are read")
        }
    }

    /// The lines by the simplest rule there is.
    private static func lines(of stream: [UInt8], limit: Int) -> [LineFramer.Frame] {
        stream.split(separator: UInt8(ascii: "\n")).compactMap { line in
            if line.count > limit { return .oversized(limit: limit) }
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            return text.isEmpty ? nil : .line(ByteBuffer(bytes: text))
        }
    }

    /// Cuts `stream` into pieces of one to sixteen bytes, or of sizes that vary up to 32; a long stream into larger ones,
    /// so that there are never more than some hundred.
    private static func split(_ stream: ByteBuffer, seed: UInt8) -> [ByteBuffer] {
        let smallest = 1 + stream.readableBytes / 128
        var pieces: [ByteBuffer] = []
        var rest = stream
        var state = seed
        while rest.readableBytes > 0 {
            if seed >= 16 { state = state &* 167 &+ 13 }
            let size = smallest + Int(seed < 16 ? seed : state >> 3)
            if let piece = rest.readSlice(length: min(size, rest.readableBytes)) { pieces.append(piece) }
        }
        return pieces
    }

    private static func frames(_ pieces: [ByteBuffer], limit: Int) -> [LineFramer.Frame] {
        var framer = LineFramer(limits: JSONLimits(maximumBytes: limit))
        var frames: [LineFramer.Frame] = []
        for piece in pieces {
            framer.feed(piece)
            while let frame = framer.next() { frames.append(frame) }
        }
        if let last = framer.finish() { frames.append(last) }
        return frames
    }

    private static func framesFedAtOnce(_ pieces: [ByteBuffer], limit: Int) -> [LineFramer.Frame] {
        var framer = LineFramer(limits: JSONLimits(maximumBytes: limit))
        var frames: [LineFramer.Frame] = []
        for piece in pieces { framer.feed(piece) }
        while let frame = framer.next() { frames.append(frame) }
        if let last = framer.finish() { frames.append(last) }
        return frames
    }
}

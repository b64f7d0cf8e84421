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
            let expected = lines(of: stream, limit: limit)
            let pieces = split(stream, seed: bytes[1])
            require(frames([stream], limit: limit) == expected, "one piece yields the lines")
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

    /// Cuts `stream` into pieces of one to sixteen bytes, or of sizes that the stream itself decides.
    private static func split(_ stream: [UInt8], seed: UInt8) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = stream[...]
        var state = seed
        while !rest.isEmpty {
            if seed >= 16 { state = state &* 167 &+ 13 }
            let size = 1 + Int(seed < 16 ? seed : state >> 3)
            pieces.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return pieces
    }

    private static func frames(_ pieces: [[UInt8]], limit: Int) -> [LineFramer.Frame] {
        var framer = LineFramer(limits: JSONLimits(maximumBytes: limit))
        var frames: [LineFramer.Frame] = []
        for piece in pieces {
            framer.feed(ByteBuffer(bytes: piece))
            while let frame = framer.next() { frames.append(frame) }
        }
        if let last = framer.finish() { frames.append(last) }
        return frames
    }

    private static func framesFedAtOnce(_ pieces: [[UInt8]], limit: Int) -> [LineFramer.Frame] {
        var framer = LineFramer(limits: JSONLimits(maximumBytes: limit))
        var frames: [LineFramer.Frame] = []
        for piece in pieces { framer.feed(ByteBuffer(bytes: piece)) }
        while let frame = framer.next() { frames.append(frame) }
        if let last = framer.finish() { frames.append(last) }
        return frames
    }
}

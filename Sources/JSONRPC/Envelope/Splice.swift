public import NIOCore

/// One change to the bytes of a message: what stands at a place gives way to something else.
public struct Splice: Sendable {
    /// The bytes to leave out; empty to insert only.
    public let range: ByteRange
    /// What is written instead: already JSON.
    public let replacement: ByteBuffer

    /// Replaces the bytes of `range`.
    public init(_ range: ByteRange, with replacement: ByteBuffer) {
        self.range = range
        self.replacement = replacement
    }

    /// Replaces the value at `range`.
    public init(_ range: ByteRange, with value: JSONValue) {
        self.init(range, with: value.buffer)
    }
}

extension ByteBuffer {
    /// Appends `message` with its parts replaced; everything else is copied byte by byte.
    ///
    /// - Parameter splices: in the order of their places, which must not overlap and lie within the message.
    public mutating func write(_ message: ByteBuffer, splicing splices: Splice...) {
        write(message, splicing: splices)
    }

    /// Appends `message` with its parts replaced; everything else is copied byte by byte.
    ///
    /// - Parameter splices: in the order of their places, which must not overlap and lie within the message.
    public mutating func write(_ message: ByteBuffer, splicing splices: [Splice]) {
        let bytes = message.readableBytesUInt8Span
        var copied = 0
        for splice in splices {
            writeBytes(bytes.extracting(copied..<splice.range.start).bytes)
            writeImmutableBuffer(splice.replacement)
            copied = splice.range.end
        }
        writeBytes(bytes.extracting(copied...).bytes)
    }

    /// Appends `message` with the value at `range` replaced by `id`: the one change every forwarded message needs, so
    /// it allocates nothing.
    public mutating func write(_ message: ByteBuffer, replacing range: ByteRange, withID id: Int) {
        let bytes = message.readableBytesUInt8Span
        writeBytes(bytes.extracting(..<range.start).bytes)
        write(decimal: id)
        writeBytes(bytes.extracting(range.end...).bytes)
    }

    /// Appends a whole number in decimal digits.
    private mutating func write(decimal value: Int) {
        if value < 0 { writeInteger(Byte.minus) }
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var position = digits.count
        var magnitude = value.magnitude
        repeat {
            position -= 1
            digits[position] = Byte.zero + UInt8(truncatingIfNeeded: magnitude % 10)
            magnitude /= 10
        } while magnitude > 0
        writeBytes(digits.span.extracting(position...).bytes)
    }
}

/// Where something stands in a message: offsets in bytes from its first byte, the end exclusive.
///
/// Eight bytes instead of the sixteen of `Range<Int>`, because an envelope holds many of them.
public struct ByteRange: Hashable, Sendable {
    private let lower: UInt32
    private let upper: UInt32

    /// The offset of the first byte.
    public var start: Int { Int(lower) }
    /// The offset behind the last byte.
    public var end: Int { Int(upper) }
    /// How many bytes it covers.
    public var count: Int { Int(upper &- lower) }
    /// The same as a standard range.
    public var range: Range<Int> { start..<end }

    /// Creates the range from `start` to `end`; messages are shorter than 4 GiB, see ``JSONLimits``.
    public init(_ start: Int, _ end: Int) {
        lower = UInt32(truncatingIfNeeded: start)
        upper = UInt32(truncatingIfNeeded: end)
    }
}

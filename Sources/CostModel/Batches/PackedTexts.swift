/// Many texts in one piece of memory, in UTF-8.
public struct PackedTexts: Sendable {
    /// The bytes of all texts, one after the other.
    public private(set) var bytes: [UInt8] = []
    /// Where each text ends in ``bytes`` (exclusive).
    public private(set) var ends: [Int] = []

    /// No texts.
    public init() {}

    /// How many there are.
    public var count: Int { ends.count }

    /// Where a text lies in ``bytes``.
    @inlinable
    public func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// A text.
    public subscript(index: Int) -> String {
        String(decoding: bytes[range(index)], as: UTF8.self)
    }

    /// The bytes of a text, without a copy.
    public func withBytes<Result>(
        _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range(index)])) }
    }

    /// Adds a text.
    public mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    /// Adds texts `indices` of another.
    mutating func append(_ other: PackedTexts, from first: Int) {
        let start = first == 0 ? 0 : other.ends[first - 1]
        let shift = bytes.count - start
        bytes.append(contentsOf: other.bytes[start...])
        ends.append(contentsOf: other.ends[first...].map { $0 + shift })
    }

    /// Makes room, which takes no memory until it is used: growing later would need twice the memory for a moment.
    mutating func reserve(texts: Int, bytes count: Int) {
        ends.reserveCapacity(texts)
        bytes.reserveCapacity(count)
    }

    mutating func removeLast() {
        guard let end = ends.popLast() else { return }
        bytes.removeSubrange((ends.last ?? 0)..<end)
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}

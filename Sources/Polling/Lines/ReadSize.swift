/// How many bytes to ask a stream for: few while little comes, so that a quiet peer costs little memory, and many
/// while each read is filled.
struct ReadSize: Hashable, Sendable {
    private static let range = 4 << 10...256 << 10

    /// How many bytes to ask for next.
    private(set) var bytes = range.lowerBound

    /// Whether space of this size is worth keeping until the next read.
    var isKept: Bool { bytes <= 16 << 10 }

    /// Takes note of how many bytes came.
    mutating func update(received count: Int) {
        if count >= bytes {
            bytes = min(bytes * 4, Self.range.upperBound)
        } else if count < bytes / 4 {
            bytes = max(bytes / 2, Self.range.lowerBound)
        }
    }
}

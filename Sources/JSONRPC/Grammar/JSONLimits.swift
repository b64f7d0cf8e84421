/// Bounds on what is read from outside, so that no input can exhaust memory or the stack.
public struct JSONLimits: Hashable, Sendable {
    /// The longest message accepted, in bytes.
    public var maximumBytes: Int
    /// How many arrays and objects may stand inside each other.
    public var maximumDepth: Int

    /// 64 MiB and 512 levels: what Foundation allows, and far more than any tool result needs.
    public static let standard = JSONLimits()

    /// Creates limits; values below 1 count as 1, and a message of 4 GiB or more is never accepted.
    public init(maximumBytes: Int = 64 << 20, maximumDepth: Int = 512) {
        self.maximumBytes = max(1, min(maximumBytes, Int(UInt32.max) - 1))
        self.maximumDepth = max(1, min(maximumDepth, 512))
    }
}

/// A pattern for names: `*` stands for any characters or none, `?` for one; all others for themselves.
public struct Glob: Hashable, Sendable {
    /// The pattern as it was written.
    public let pattern: String

    /// Takes any text.
    public init(_ pattern: String) {
        self.pattern = pattern
    }

    /// Whether all of `name` fits. Takes at most pattern length times name length steps.
    public func matches(_ name: String) -> Bool {
        let pattern = Array(pattern.unicodeScalars)
        let name = Array(name.unicodeScalars)
        var (position, offset) = (0, 0)
        /// The last star, and how much of the name it has taken.
        var star: (position: Int, offset: Int)?
        while offset < name.count {
            if position < pattern.count, pattern[position] == "*" {
                star = (position, offset)
                position += 1
            } else if position < pattern.count, pattern[position] == "?" || pattern[position] == name[offset] {
                position += 1
                offset += 1
            } else if let last = star {
                star = (last.position, last.offset + 1)
                (position, offset) = (last.position + 1, last.offset + 1)
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == "*" }
    }
}

extension Glob: ExpressibleByStringLiteral {
    /// Takes any text.
    public init(stringLiteral value: String) { self.init(value) }
}

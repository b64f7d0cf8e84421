/// A string that equals only itself, scalar by scalar, as JSON compares names (RFC 8259 section 8.3). Swift's own
/// comparison takes canonically equivalent spellings, such as `\u{e9}` and `e\u{301}`, for equal.
package struct ExactString: Hashable, Sendable {
    package let text: String

    package init(text: String) {
        self.text = text
    }

    package static func == (left: ExactString, right: ExactString) -> Bool { left.text.isIdentical(to: right.text) }

    package func hash(into hasher: inout Hasher) {
        text.utf8.span.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension String {
    /// Whether both consist of the same scalars. Swift's comparison comes first, because it is the fastest to say no.
    @inline(__always)
    package func isIdentical(to other: String) -> Bool { self == other && hasSameBytes(as: other) }

    private func hasSameBytes(as other: String) -> Bool {
        let (bytes, others) = (utf8.span, other.utf8.span)
        guard bytes.count == others.count else { return false }
        for offset in bytes.indices where bytes[offset] != others[offset] { return false }
        return true
    }
}

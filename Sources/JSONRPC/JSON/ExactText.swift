/// Text compared as JSON compares it: code point by code point.
///
/// Swift's own equality takes `é` and `e` with a combining accent for the same; to JSON they are two different keys.
struct ExactText: Hashable, Sendable {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: ExactText, right: ExactText) -> Bool { areEqual(left.text, right.text) }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }

    /// Whether both texts are the same code points. Texts that Swift calls different are different here too.
    @inline(__always)
    static func areEqual(_ left: String, _ right: String) -> Bool {
        left == right && left.utf8.elementsEqual(right.utf8)
    }
}

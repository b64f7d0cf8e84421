/// Scalars in UTF-8 that a `String` vouches for.
extension Span<UInt8> {
    /// The scalar that begins at `start`, and the offset behind it.
    @inline(__always)
    func scalar(at start: Int) -> (value: UInt32, end: Int) {
        let lead = self[start]
        if lead < 0x80 { return (UInt32(lead), start + 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in start + 1..<start + length { value = value << 6 | UInt32(self[offset] & 0x3F) }
        return (value, start + length)
    }

    /// The scalar that ends in front of `end`, and the offset of its first byte.
    @inline(__always)
    func scalar(before end: Int) -> (value: UInt32, start: Int) {
        var start = end - 1
        while self[start] & 0xC0 == 0x80 { start -= 1 }
        return (scalar(at: start).value, start)
    }

    /// Whether exactly one side of `position` is a word character.
    func isWordBoundary(_ position: Int) -> Bool {
        let before = position > 0 && ScalarSet.wordCharacters.contains(scalar(before: position).value)
        let after = position < count && ScalarSet.wordCharacters.contains(scalar(at: position).value)
        return before != after
    }
}

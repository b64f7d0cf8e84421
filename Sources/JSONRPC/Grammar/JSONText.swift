/// From the bytes between two quotes to text.
extension Span<UInt8> {
    /// Copies bytes that the grammar has already accepted and in which nothing is escaped.
    @inline(__always)
    func validatedText(_ range: ByteRange) -> String {
        let part = extracting(range.range)
        return part.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether anything in `range` is escaped.
    func hasBackslash(_ range: ByteRange) -> Bool {
        for offset in range.range where self[offset] == Byte.backslash { return true }
        return false
    }

    /// Resolves the escapes of string contents that the grammar has already accepted.
    ///
    /// - Throws: ``JSONSyntaxError`` for an escaped surrogate without its other half.
    func unescapedText(_ range: ByteRange) throws(JSONSyntaxError) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var offset = range.start
        while offset < range.end {
            guard self[offset] == Byte.backslash else {
                text.append(self[offset])
                offset += 1
                continue
            }
            if let plain = Self.plainEscape(self[offset + 1]) {
                text.append(plain)
                offset += 2
            } else {
                let (scalar, end) = try unicodeEscape(from: offset)
                text.append(contentsOf: String(scalar).utf8)
                offset = end
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func plainEscape(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): Byte.lineFeed
        case UInt8(ascii: "r"): Byte.carriageReturn
        case UInt8(ascii: "t"): Byte.tab
        case UInt8(ascii: "u"): nil
        default: letter
        }
    }

    /// Reads `\uXXXX`, or the two of them that make one character beyond U+FFFF.
    private func unicodeEscape(from start: Int) throws(JSONSyntaxError) -> (scalar: Unicode.Scalar, end: Int) {
        let unit = try hexadecimalEscape(from: start)
        if let scalar = Unicode.Scalar(unit) { return (scalar, start + 6) }
        let next = start + 6
        let unpaired = JSONSyntaxError(.loneSurrogate, at: start, expected: "both halves of a surrogate pair")
        guard UTF16.isLeadSurrogate(unit), next + 1 < count, self[next] == Byte.backslash,
            self[next + 1] == UInt8(ascii: "u")
        else { throw unpaired }
        let trail = try hexadecimalEscape(from: next)
        guard UTF16.isTrailSurrogate(trail) else { throw unpaired }
        let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw unpaired }
        return (scalar, next + 6)
    }
}

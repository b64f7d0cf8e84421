/// The tokens of RFC 8259 over bytes: each function takes the offset at which its token must begin and returns the
/// offset behind it. The envelope scanner and the value parser are both written with these, so they cannot disagree.
extension Span<UInt8> {
    /// The offset of the first byte at or after `start` that is no white space.
    @inline(__always)
    func skipWhitespace(from start: Int) -> Int {
        var offset = start
        while offset < count, Self.isWhitespace(self[offset]) { offset &+= 1 }
        return offset
    }

    /// The first comparison settles it for compact JSON, which is nearly all there is.
    @inline(__always)
    private static func isWhitespace(_ byte: UInt8) -> Bool {
        byte <= Byte.space
            && (byte == Byte.space || byte == Byte.lineFeed || byte == Byte.carriageReturn || byte == Byte.tab)
    }

    /// Reads the string whose opening quote stands at `start`.
    ///
    /// - Returns: the offset behind the closing quote, and whether a backslash occurs in between.
    @inline(__always)
    func scanString(from start: Int) throws(JSONSyntaxError) -> (end: Int, hasEscapes: Bool) {
        var offset = start + 1
        var hasEscapes = false
        while true {
            offset = skipPlainASCII(from: offset)
            guard offset < count else {
                throw JSONSyntaxError(.unexpectedEnd, at: offset, expected: "'\"' at the end of a string")
            }
            let byte = self[offset]
            if byte == Byte.quote { return (offset + 1, hasEscapes) }
            if byte == Byte.backslash {
                hasEscapes = true
                offset = try scanEscape(from: offset)
            } else if byte < Byte.space {
                throw JSONSyntaxError(.controlCharacter, at: offset, expected: "an escape for a control character")
            } else {
                offset = try scanMultibyteCharacter(from: offset)
            }
        }
    }

    /// Skips ASCII that stands for itself inside a string, eight bytes at a step.
    @inline(__always)
    private func skipPlainASCII(from start: Int) -> Int {
        var offset = start
        let raw = self.bytes
        while offset &+ 8 <= count {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
            let special = Self.markSpecialBytes(word)
            if special != 0 { return offset &+ special.trailingZeroBitCount / 8 }
            offset &+= 8
        }
        while offset < count, Self.isPlainASCII(self[offset]) { offset += 1 }
        return offset
    }

    @inline(__always)
    private static func isPlainASCII(_ byte: UInt8) -> Bool {
        byte >= Byte.space && byte < 0x80 && byte != Byte.quote && byte != Byte.backslash
    }

    /// Sets the high bit of each byte of `word` that is a quote, a backslash, a control character or no ASCII.
    ///
    /// The usual zero-in-word trick: borrows can only mark bytes above a real hit, and only the lowest mark is read.
    @inline(__always)
    private static func markSpecialBytes(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* UInt64(Byte.quote))
        let backslashes = word ^ (ones &* UInt64(Byte.backslash))
        let isQuote = (quotes &- ones) & ~quotes
        let isBackslash = (backslashes &- ones) & ~backslashes
        let isControl = (word &- (ones &* UInt64(Byte.space))) & ~word
        return (isQuote | isBackslash | isControl | word) & highs
    }

    /// Reads the escape whose backslash stands at `start`.
    private func scanEscape(from start: Int) throws(JSONSyntaxError) -> Int {
        guard start + 1 < count else {
            throw JSONSyntaxError(.unexpectedEnd, at: count, expected: "a character after '\\'")
        }
        switch self[start + 1] {
        case Byte.quote, Byte.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            _ = try hexadecimalEscape(from: start)
            return start + 6
        default:
            throw JSONSyntaxError(.invalidEscape, at: start + 1, expected: "one of \" \\ / b f n r t u after '\\'")
        }
    }

    /// The code unit of the `\uXXXX` whose backslash stands at `start`.
    func hexadecimalEscape(from start: Int) throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for offset in start + 2..<start + 6 {
            guard offset < count else {
                throw JSONSyntaxError(.unexpectedEnd, at: count, expected: "four hexadecimal digits after '\\u'")
            }
            guard let digit = Byte.hexadecimalValue(self[offset]) else {
                throw JSONSyntaxError(.invalidEscape, at: offset, expected: "four hexadecimal digits after '\\u'")
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    /// Reads one well-formed UTF-8 sequence of two to four bytes (table 3-7 of the Unicode standard).
    private func scanMultibyteCharacter(from start: Int) throws(JSONSyntaxError) -> Int {
        let lead = self[start]
        let length: Int
        let second: ClosedRange<UInt8>
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw JSONSyntaxError(.invalidUTF8, at: start, expected: "the first byte of a UTF-8 sequence")
        }
        for index in 1..<length {
            guard start + index < count else {
                throw JSONSyntaxError(.unexpectedEnd, at: count, expected: "the rest of a UTF-8 sequence")
            }
            let allowed = index == 1 ? second : 0x80...0xBF
            guard allowed.contains(self[start + index]) else {
                throw JSONSyntaxError(.invalidUTF8, at: start + index, expected: "the rest of a UTF-8 sequence")
            }
        }
        return start + length
    }

    /// Reads the number whose minus sign or first digit stands at `start`.
    func scanNumber(from start: Int) throws(JSONSyntaxError) -> Int {
        var offset = start
        if offset < count, self[offset] == Byte.minus { offset += 1 }
        if offset < count, self[offset] == Byte.zero {
            offset += 1
        } else {
            offset = try scanDigits(from: offset, expected: "a digit")
        }
        if offset < count, self[offset] == Byte.period {
            offset = try scanDigits(from: offset + 1, expected: "a digit after the decimal point")
        }
        guard offset < count, self[offset] | 0x20 == UInt8(ascii: "e") else { return offset }
        offset += 1
        if offset < count, self[offset] == Byte.minus || self[offset] == Byte.plus { offset += 1 }
        return try scanDigits(from: offset, expected: "a digit of the exponent")
    }

    @inline(__always)
    private func scanDigits(from start: Int, expected: StaticString) throws(JSONSyntaxError) -> Int {
        var offset = start
        while offset < count, Byte.isDigit(self[offset]) { offset += 1 }
        guard offset > start else {
            throw JSONSyntaxError(
                offset < count ? .unexpectedByte : .unexpectedEnd, at: offset, expected: expected.description)
        }
        return offset
    }

    /// Reads `true`, `false` or `null`, whose first letter stands at `start`.
    func scanLiteral(from start: Int) throws(JSONSyntaxError) -> Int {
        switch self[start] {
        case UInt8(ascii: "t"): try scanLetters("true", from: start)
        case UInt8(ascii: "f"): try scanLetters("false", from: start)
        case UInt8(ascii: "n"): try scanLetters("null", from: start)
        default: throw JSONSyntaxError(.unexpectedByte, at: start, expected: "a JSON value")
        }
    }

    private func scanLetters(_ letters: StaticString, from start: Int) throws(JSONSyntaxError) -> Int {
        var offset = start
        for index in 0..<letters.utf8CodeUnitCount {
            guard offset < count else {
                throw JSONSyntaxError(.unexpectedEnd, at: count, expected: "'\(letters)'")
            }
            guard letters.withUTF8Buffer({ $0[index] }) == self[offset] else {
                throw JSONSyntaxError(.unexpectedByte, at: offset, expected: "'\(letters)'")
            }
            offset += 1
        }
        return offset
    }
}

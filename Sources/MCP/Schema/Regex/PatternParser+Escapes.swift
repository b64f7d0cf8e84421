/// Escapes, and the small steps of reading.
extension PatternParser {
    /// The next scalar, which stays unread.
    var peek: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

    /// Reads `text` when it stands in front.
    mutating func take(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes in
            guard offset + bytes.count <= scalars.count else { return false }
            for (position, byte) in bytes.enumerated() where scalars[offset + position].value != byte { return false }
            offset += bytes.count
            return true
        }
    }

    /// The error for the present place.
    func error(_ reason: String) -> PatternError { PatternError(offset: offset, reason: reason) }

    /// Reads what follows a backslash outside of a class.
    mutating func parseEscape() throws(PatternError) -> PatternSyntax {
        guard let next = peek else { throw error("the backslash escapes nothing") }
        switch next {
        case "b", "B":
            offset += 1
            return .wordBoundary(isNegated: next == "B")
        case "1"..."9": return try parseReference()
        case "k":
            offset += 1
            return try parseNamedReference()
        default:
            if let set = try parseClassEscape() { return .set(set) }
            return .scalar(try parseCharacterEscape())
        }
    }

    /// Reads `d`, `D`, `s`, `S`, `w`, `W`, `p{…}` or `P{…}` when one of them stands in front.
    mutating func parseClassEscape() throws(PatternError) -> ScalarSet? {
        let set: ScalarSet
        switch peek {
        case "d": set = .digits
        case "D": set = ScalarSet.digits.inverted
        case "s": set = .spaces
        case "S": set = ScalarSet.spaces.inverted
        case "w": set = .wordCharacters
        case "W": set = ScalarSet.wordCharacters.inverted
        case "p", "P": return try parseProperty()
        default: return nil
        }
        offset += 1
        return set
    }

    private mutating func parseProperty() throws(PatternError) -> ScalarSet {
        let isNegated = take("P")
        if !isNegated { offset += 1 }
        guard take("{") else { throw error("'\\p' needs a property in braces") }
        let start = offset
        while let next = peek, next != "}" { _ = next; offset += 1 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<offset])
        guard take("}"), let set = ScalarSet(propertyNamed: String(view)) else {
            throw PatternError(offset: start, reason: "this Unicode property is not known")
        }
        return isNegated ? set.inverted : set
    }

    /// Reads the escape of a single character, without its backslash.
    mutating func parseCharacterEscape() throws(PatternError) -> Unicode.Scalar {
        guard let next = peek else { throw error("the backslash escapes nothing") }
        offset += 1
        switch next {
        case "t": return "\t"
        case "n": return "\n"
        case "v": return "\u{B}"
        case "f": return "\u{C}"
        case "r": return "\r"
        case "0":
            if let digit = peek, ("0"..."9").contains(digit) { throw error("octal escapes are not allowed") }
            return "\0"
        case "c": return try parseControlLetter()
        case "x": return try scalar(parseHexadecimal(digits: 2))
        case "u": return try parseUnicodeEscape()
        default:
            guard Self.escapesItself(next) else { throw error("'\\\(next)' is no escape") }
            return next
        }
    }

    /// Unicode mode lets only the syntax characters escape themselves. Other ASCII punctuation can mean nothing else
    /// either and is often escaped out of caution.
    private static func escapesItself(_ scalar: Unicode.Scalar) -> Bool {
        guard (0x20...0x7E).contains(scalar.value) else { return false }
        return scalar == "_" || !ScalarSet.wordCharacters.contains(scalar.value)
    }

    private mutating func parseControlLetter() throws(PatternError) -> Unicode.Scalar {
        guard let letter = peek, letter.isASCII, letter.properties.isAlphabetic else {
            throw error("'\\c' needs a letter")
        }
        offset += 1
        return try scalar(letter.value & 0x1F)
    }

    /// Reads `XXXX`, the two of them that make one scalar, or `{X…}`.
    private mutating func parseUnicodeEscape() throws(PatternError) -> Unicode.Scalar {
        if take("{") {
            let start = offset
            while peek?.properties.isASCIIHexDigit == true { offset += 1 }
            let digits = scalars[start..<offset]
            guard take("}"), !digits.isEmpty else { throw error("'\\u{' needs hexadecimal digits and '}'") }
            var value: UInt32 = 0
            for digit in digits { value = min(value << 4 | Self.hexadecimalValue(digit), 0x11_0000) }
            return try scalar(value)
        }
        let lead = try parseHexadecimal(digits: 4)
        guard UTF16.isLeadSurrogate(UInt16(lead)) else { return try scalar(lead) }
        guard take("\\u") else { throw error("half of a surrogate pair matches nothing") }
        let trail = try parseHexadecimal(digits: 4)
        guard UTF16.isTrailSurrogate(UInt16(trail)) else { throw error("half of a surrogate pair matches nothing") }
        return try scalar(0x10000 + (lead - 0xD800) << 10 + (trail - 0xDC00))
    }

    private mutating func parseHexadecimal(digits count: Int) throws(PatternError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = peek, digit.properties.isASCIIHexDigit else {
                throw error("\(count) hexadecimal digits are needed")
            }
            value = value << 4 | Self.hexadecimalValue(digit)
            offset += 1
        }
        return value
    }

    private static func hexadecimalValue(_ digit: Unicode.Scalar) -> UInt32 {
        digit.value <= 0x39 ? digit.value - 0x30 : (digit.value | 0x20) - 0x61 + 10
    }

    private func scalar(_ value: UInt32) throws(PatternError) -> Unicode.Scalar {
        guard let scalar = Unicode.Scalar(value) else { throw error("this number is no Unicode scalar") }
        return scalar
    }
}

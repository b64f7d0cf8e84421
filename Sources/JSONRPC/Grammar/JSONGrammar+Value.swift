/// Whole values: validated and stepped over without being decoded.
extension Span<UInt8> {
    /// Reads the value whose first byte stands at `start`, checking all of the grammar.
    ///
    /// - Parameter depth: how many more levels may open.
    /// - Returns: the offset behind the value.
    func scanValue(from start: Int, depth: Int) throws(JSONSyntaxError) -> Int {
        guard start < count else { throw JSONSyntaxError(.unexpectedEnd, at: start, expected: "a JSON value") }
        switch self[start] {
        case Byte.quote: return try scanString(from: start).end
        case Byte.openBrace: return try scanObject(from: start, depth: depth)
        case Byte.openBracket: return try scanArray(from: start, depth: depth)
        case Byte.minus, Byte.zero...UInt8(ascii: "9"): return try scanNumber(from: start)
        default: return try scanLiteral(from: start)
        }
    }

    private func scanObject(from start: Int, depth: Int) throws(JSONSyntaxError) -> Int {
        guard depth > 0 else { throw JSONSyntaxError(.tooDeep, at: start, expected: "fewer levels of nesting") }
        var offset = skipWhitespace(from: start + 1)
        if offset < count, self[offset] == Byte.closeBrace { return offset + 1 }
        while true {
            let key = try scanKey(from: offset)
            offset = try scanValue(from: key.value, depth: depth - 1)
            offset = skipWhitespace(from: offset)
            guard offset < count else { throw unexpectedEnd("',' or '}' after an object member") }
            if self[offset] == Byte.closeBrace { return offset + 1 }
            guard self[offset] == Byte.comma else { throw unexpected(offset, "',' or '}' after an object member") }
            offset = skipWhitespace(from: offset + 1)
        }
    }

    private func scanArray(from start: Int, depth: Int) throws(JSONSyntaxError) -> Int {
        guard depth > 0 else { throw JSONSyntaxError(.tooDeep, at: start, expected: "fewer levels of nesting") }
        var offset = skipWhitespace(from: start + 1)
        if offset < count, self[offset] == Byte.closeBracket { return offset + 1 }
        while true {
            offset = try scanValue(from: offset, depth: depth - 1)
            offset = skipWhitespace(from: offset)
            guard offset < count else { throw unexpectedEnd("',' or ']' after an array element") }
            if self[offset] == Byte.closeBracket { return offset + 1 }
            guard self[offset] == Byte.comma else { throw unexpected(offset, "',' or ']' after an array element") }
            offset = skipWhitespace(from: offset + 1)
        }
    }

    /// A key as it stands in the input, and where its value begins.
    struct ScannedKey {
        /// The bytes between the quotes.
        let bytes: ByteRange
        /// Whether a backslash occurs in the key.
        let hasEscapes: Bool
        /// The offset of the first byte of the value.
        let value: Int
    }

    /// Reads `"key" :` and the white space on both sides of the colon.
    @inline(__always)
    func scanKey(from start: Int) throws(JSONSyntaxError) -> ScannedKey {
        guard start < count else { throw unexpectedEnd("an object key") }
        guard self[start] == Byte.quote else { throw unexpected(start, "'\"' at the start of an object key") }
        let (end, hasEscapes) = try scanString(from: start)
        let colon = skipWhitespace(from: end)
        guard colon < count else { throw unexpectedEnd("':' after an object key") }
        guard self[colon] == Byte.colon else { throw unexpected(colon, "':' after an object key") }
        let value = skipWhitespace(from: colon + 1)
        return ScannedKey(bytes: ByteRange(start + 1, end - 1), hasEscapes: hasEscapes, value: value)
    }

    func unexpected(_ offset: Int, _ expected: StaticString) -> JSONSyntaxError {
        JSONSyntaxError(.unexpectedByte, at: offset, expected: expected.description)
    }

    func unexpectedEnd(_ expected: StaticString) -> JSONSyntaxError {
        JSONSyntaxError(.unexpectedEnd, at: count, expected: expected.description)
    }
}

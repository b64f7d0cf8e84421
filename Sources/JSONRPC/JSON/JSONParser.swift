public import NIOCore

/// Turns bytes into a ``JSONValue``, checking all of the grammar and every limit.
struct JSONParser {
    /// How many levels may open inside the outermost value.
    let maximumDepth: Int

    /// Reads exactly one value, with white space around it.
    func parse(_ bytes: Span<UInt8>) throws(JSONSyntaxError) -> JSONValue {
        var offset = bytes.skipWhitespace(from: 0)
        let value = try parseValue(bytes, &offset, depth: maximumDepth)
        offset = bytes.skipWhitespace(from: offset)
        guard offset == bytes.count else {
            throw JSONSyntaxError(.trailingBytes, at: offset, expected: "nothing after the value")
        }
        return value
    }

    private func parseValue(
        _ bytes: Span<UInt8>, _ offset: inout Int, depth: Int
    ) throws(JSONSyntaxError) -> JSONValue {
        guard offset < bytes.count else { throw bytes.unexpectedEnd("a JSON value") }
        switch bytes[offset] {
        case Byte.quote: return .string(try parseString(bytes, &offset))
        case Byte.openBrace: return try parseObject(bytes, &offset, depth: depth)
        case Byte.openBracket: return try parseArray(bytes, &offset, depth: depth)
        case Byte.minus, Byte.zero...UInt8(ascii: "9"): return .number(try parseNumber(bytes, &offset))
        default: return try parseLiteral(bytes, &offset)
        }
    }

    private func parseObject(
        _ bytes: Span<UInt8>, _ offset: inout Int, depth: Int
    ) throws(JSONSyntaxError) -> JSONValue {
        guard depth > 0 else { throw JSONSyntaxError(.tooDeep, at: offset, expected: "fewer levels of nesting") }
        let start = offset
        var members: [JSONObject.Member] = []
        offset = bytes.skipWhitespace(from: offset + 1)
        if offset < bytes.count, bytes[offset] == Byte.closeBrace {
            offset += 1
            return .object(JSONObject())
        }
        while true {
            let key = try bytes.scanKey(from: offset)
            let name = try text(bytes, key.bytes, hasEscapes: key.hasEscapes)
            offset = key.value
            members.append(JSONObject.Member(key: name, value: try parseValue(bytes, &offset, depth: depth - 1)))
            offset = bytes.skipWhitespace(from: offset)
            guard offset < bytes.count else { throw bytes.unexpectedEnd("',' or '}' after an object member") }
            let byte = bytes[offset]
            guard byte == Byte.comma || byte == Byte.closeBrace else {
                throw bytes.unexpected(offset, "',' or '}' after an object member")
            }
            offset += 1
            if byte == Byte.closeBrace { break }
            offset = bytes.skipWhitespace(from: offset)
        }
        switch JSONObject.make(uniqueMembers: members) {
        case .success(let object): return .object(object)
        case .failure: throw JSONSyntaxError(.duplicateKey, at: start, expected: "an object whose keys all differ")
        }
    }

    private func parseArray(
        _ bytes: Span<UInt8>, _ offset: inout Int, depth: Int
    ) throws(JSONSyntaxError) -> JSONValue {
        guard depth > 0 else { throw JSONSyntaxError(.tooDeep, at: offset, expected: "fewer levels of nesting") }
        var elements: [JSONValue] = []
        offset = bytes.skipWhitespace(from: offset + 1)
        if offset < bytes.count, bytes[offset] == Byte.closeBracket {
            offset += 1
            return .array([])
        }
        while true {
            elements.append(try parseValue(bytes, &offset, depth: depth - 1))
            offset = bytes.skipWhitespace(from: offset)
            guard offset < bytes.count else { throw bytes.unexpectedEnd("',' or ']' after an array element") }
            let byte = bytes[offset]
            guard byte == Byte.comma || byte == Byte.closeBracket else {
                throw bytes.unexpected(offset, "',' or ']' after an array element")
            }
            offset += 1
            if byte == Byte.closeBracket { return .array(elements) }
            offset = bytes.skipWhitespace(from: offset)
        }
    }

    private func parseNumber(_ bytes: Span<UInt8>, _ offset: inout Int) throws(JSONSyntaxError) -> JSONNumber {
        let start = offset
        offset = try bytes.scanNumber(from: start)
        return JSONNumber(validated: bytes.validatedText(ByteRange(start, offset)))
    }

    private func parseLiteral(_ bytes: Span<UInt8>, _ offset: inout Int) throws(JSONSyntaxError) -> JSONValue {
        let first = bytes[offset]
        offset = try bytes.scanLiteral(from: offset)
        switch first {
        case UInt8(ascii: "t"): return .bool(true)
        case UInt8(ascii: "f"): return .bool(false)
        default: return .null
        }
    }

    private func parseString(_ bytes: Span<UInt8>, _ offset: inout Int) throws(JSONSyntaxError) -> String {
        let start = offset
        let (end, hasEscapes) = try bytes.scanString(from: start)
        offset = end
        return try text(bytes, ByteRange(start + 1, end - 1), hasEscapes: hasEscapes)
    }

    private func text(
        _ bytes: Span<UInt8>, _ range: ByteRange, hasEscapes: Bool
    ) throws(JSONSyntaxError) -> String {
        hasEscapes ? try bytes.unescapedText(range) : bytes.validatedText(range)
    }
}

extension JSONValue {
    /// Parses exactly one value from UTF-8 bytes.
    ///
    /// - Throws: ``JSONSyntaxError`` with the offset at which the bytes stop being acceptable JSON. A key that occurs
    ///   twice in one object and an escaped lone surrogate are refused, because neither has one meaning.
    public init(parsing bytes: Span<UInt8>, limits: JSONLimits = .standard) throws(JSONSyntaxError) {
        guard bytes.count <= limits.maximumBytes else {
            throw JSONSyntaxError(.tooLarge, at: limits.maximumBytes, expected: "at most that many bytes")
        }
        self = try JSONParser(maximumDepth: limits.maximumDepth).parse(bytes)
    }

    /// Parses exactly one value from the readable bytes of `buffer`; see ``init(parsing:limits:)-(Span<UInt8>,_)``.
    public init(parsing buffer: ByteBuffer, limits: JSONLimits = .standard) throws(JSONSyntaxError) {
        try self.init(parsing: buffer.readableBytesUInt8Span, limits: limits)
    }

    /// Parses exactly one value from `text`; see ``init(parsing:limits:)-(Span<UInt8>,_)``.
    public init(parsing text: String, limits: JSONLimits = .standard) throws(JSONSyntaxError) {
        try self.init(parsing: Array(text.utf8).span, limits: limits)
    }
}

public import NIOCore

/// Finds the parts of a JSON-RPC message that routing needs and checks all of the rest without decoding it.
///
/// What the scanner accepts is one line of valid JSON in UTF-8, whoever sent it: it can be passed on as it is. Beyond
/// the grammar it demands a message of JSON-RPC 2.0 with object `params` and `result`, and that no field of
/// ``EnvelopeField`` occurs twice, because two readers could then see two different messages. Its `id` and `method` must
/// be text that can be told from any other, so no lone surrogate may stand in them.
public struct EnvelopeScanner: Sendable {
    /// The bounds for size and nesting.
    public let limits: JSONLimits

    /// Creates a scanner.
    public init(limits: JSONLimits = .standard) {
        self.limits = limits
    }

    /// Scans one message.
    ///
    /// - Throws: ``JSONSyntaxError`` with the offset at which the bytes stop being an acceptable message.
    public func scan(_ bytes: Span<UInt8>) throws(JSONSyntaxError) -> Envelope {
        guard bytes.count <= limits.maximumBytes else {
            throw JSONSyntaxError(.tooLarge, at: limits.maximumBytes, expected: "at most that many bytes")
        }
        var envelope = Envelope()
        let start = bytes.skipWhitespace(from: 0)
        guard start < bytes.count else { throw bytes.unexpectedEnd("a message") }
        guard bytes[start] == Byte.openBrace else { throw bytes.unexpected(start, "'{' at the start of a message") }
        let end = try scanObject(bytes, from: start, depth: limits.maximumDepth, scope: .message, into: &envelope)
        let rest = bytes.skipWhitespace(from: end)
        guard rest == bytes.count else {
            throw JSONSyntaxError(.trailingBytes, at: rest, expected: "nothing after the message")
        }
        try classify(&envelope, bytes)
        return envelope
    }

    /// Scans the readable bytes of `message`.
    ///
    /// - Throws: ``JSONSyntaxError`` with the offset at which the bytes stop being an acceptable message.
    public func scan(_ message: ByteBuffer) throws(JSONSyntaxError) -> Envelope {
        try scan(message.readableBytesUInt8Span)
    }

    /// Scans an object whose keys matter; every other value goes through the plain grammar.
    private func scanObject(
        _ bytes: Span<UInt8>, from start: Int, depth: Int, scope: EnvelopeScope, into envelope: inout Envelope
    ) throws(JSONSyntaxError) -> Int {
        guard depth > 0 else { throw JSONSyntaxError(.tooDeep, at: start, expected: "fewer levels of nesting") }
        var offset = bytes.skipWhitespace(from: start + 1)
        if offset < bytes.count, bytes[offset] == Byte.closeBrace { return offset + 1 }
        while true {
            let key = try bytes.scanKey(from: offset)
            offset = try scanMember(bytes, key, depth: depth - 1, scope: scope, into: &envelope)
            offset = bytes.skipWhitespace(from: offset)
            guard offset < bytes.count else { throw bytes.unexpectedEnd("',' or '}' after an object member") }
            if bytes[offset] == Byte.closeBrace { return offset + 1 }
            guard bytes[offset] == Byte.comma else {
                throw bytes.unexpected(offset, "',' or '}' after an object member")
            }
            offset = bytes.skipWhitespace(from: offset + 1)
        }
    }

    @inline(__always)
    private func scanMember(
        _ bytes: Span<UInt8>, _ key: Span<UInt8>.ScannedKey, depth: Int, scope: EnvelopeScope,
        into envelope: inout Envelope
    ) throws(JSONSyntaxError) -> Int {
        guard let field = try field(bytes, key, in: scope) else {
            return try bytes.scanValue(from: key.value, depth: depth)
        }
        guard envelope[field] == nil else {
            throw JSONSyntaxError(.duplicateKey, at: key.bytes.start, expected: "each key of the envelope only once")
        }
        let end: Int
        if key.value < bytes.count, bytes[key.value] == Byte.openBrace, let inner = EnvelopeScope(below: field) {
            end = try scanObject(bytes, from: key.value, depth: depth, scope: inner, into: &envelope)
        } else {
            end = try bytes.scanValue(from: key.value, depth: depth)
        }
        envelope[field] = ByteRange(key.value, end)
        return end
    }

    /// The field that a key names, also when it is spelled with escapes: `"\u0069d"` is `id` to every JSON reader.
    @inline(__always)
    private func field(
        _ bytes: Span<UInt8>, _ key: Span<UInt8>.ScannedKey, in scope: EnvelopeScope
    ) throws(JSONSyntaxError) -> EnvelopeField? {
        guard key.hasEscapes else { return scope.field(bytes, key.bytes) }
        guard let text = try? bytes.unescapedText(key.bytes) else { return nil }
        let plain = Array(text.utf8)
        return scope.field(plain.span, ByteRange(0, plain.count))
    }

    private func classify(_ envelope: inout Envelope, _ bytes: Span<UInt8>) throws(JSONSyntaxError) {
        guard envelope.holds("2.0", at: .jsonrpc, in: bytes) else {
            throw invalid(envelope[.jsonrpc], "\"jsonrpc\": \"2.0\"")
        }
        if let method = envelope[.method] {
            try checkCall(&envelope, method, bytes)
        } else if let error = envelope[.error] {
            try checkFailure(&envelope, error, bytes)
        } else if let result = envelope[.result] {
            envelope.kind = .result
            guard bytes[result.start] == Byte.openBrace else { throw invalid(result, "an object as 'result'") }
            try checkID(envelope[.id], bytes)
        } else {
            throw invalid(nil, "a 'method', a 'result' or an 'error'")
        }
    }

    private func checkCall(
        _ envelope: inout Envelope, _ method: ByteRange, _ bytes: Span<UInt8>
    ) throws(JSONSyntaxError) {
        guard bytes[method.start] == Byte.quote else { throw invalid(method, "a string as 'method'") }
        try checkText(method, bytes)
        if let other = envelope[.result] ?? envelope[.error] {
            throw invalid(other, "no 'result' or 'error' beside a 'method'")
        }
        if let params = envelope[.params], bytes[params.start] != Byte.openBrace {
            throw invalid(params, "an object as 'params'")
        }
        guard let id = envelope[.id] else { return envelope.kind = .notification }
        try checkID(id, bytes)
        envelope.kind = .request
    }

    private func checkFailure(
        _ envelope: inout Envelope, _ error: ByteRange, _ bytes: Span<UInt8>
    ) throws(JSONSyntaxError) {
        envelope.kind = .failure
        if let result = envelope[.result] { throw invalid(result, "no 'result' beside an 'error'") }
        guard let code = envelope[.errorCode], bytes.wholeNumber(code) != nil else {
            throw invalid(envelope[.errorCode] ?? error, "a whole number 'code' in 'error'")
        }
        guard let message = envelope[.errorMessage], bytes[message.start] == Byte.quote else {
            throw invalid(envelope[.errorMessage] ?? error, "a string 'message' in 'error'")
        }
        guard let id = envelope[.id], bytes[id.start] != UInt8(ascii: "n") else { return envelope[.id] = nil }
        try checkID(id, bytes)
    }

    private func checkID(_ id: ByteRange?, _ bytes: Span<UInt8>) throws(JSONSyntaxError) {
        if let id, bytes[id.start] == Byte.quote { return try checkText(id, bytes) }
        if let id, bytes.wholeNumber(id) != nil { return }
        throw invalid(id, "a string or a whole number as 'id'")
    }

    /// Demands that the string at `place` can be unescaped.
    private func checkText(_ place: ByteRange, _ bytes: Span<UInt8>) throws(JSONSyntaxError) {
        let contents = ByteRange(place.start + 1, place.end - 1)
        if bytes.hasBackslash(contents) { _ = try bytes.unescapedText(contents) }
    }

    private func invalid(_ place: ByteRange?, _ expected: StaticString) -> JSONSyntaxError {
        JSONSyntaxError(.invalidMessage, at: place?.start ?? 0, expected: expected.description)
    }
}

public import JSONRPC

/// JSON as people write it: with `//` and `/* */` comments, a comma behind the last element, a byte order mark.
///
/// All of that is replaced by spaces. What remains is strict JSON in which every byte stands where it stood, so that the
/// offset of an error in it is the offset in the file.
public struct JSONWithComments: Sendable {
    /// The text as strict JSON.
    public let strict: [UInt8]

    /// Blanks out what strict JSON does not allow.
    ///
    /// - Throws: ``JSONSyntaxError`` for a comment that is not closed. Whether the rest is JSON is for
    ///   ``parse(limits:)`` to tell.
    public init(_ bytes: [UInt8]) throws(JSONSyntaxError) {
        var blanker = Blanker(strict: bytes)
        try blanker.run()
        strict = blanker.strict
    }

    /// Parses the value.
    public func parse(limits: JSONLimits = .standard) throws(JSONSyntaxError) -> JSONValue {
        try JSONValue(parsing: strict.span, limits: limits)
    }
}

/// Goes through a text once and replaces what strict JSON does not allow.
private struct Blanker {
    var strict: [UInt8]
    /// Whether a value ends just before the current byte, apart from white space and comments.
    private var followsValue = false
    /// A comma after which nothing but white space and comments has come.
    private var openComma: Int?

    init(strict: [UInt8]) {
        self.strict = strict
    }

    mutating func run() throws(JSONSyntaxError) {
        if strict.starts(with: [0xEF, 0xBB, 0xBF]) { blank(0..<3) }
        var offset = 0
        while offset < strict.count { offset = try step(over: offset) }
    }

    private mutating func step(over offset: Int) throws(JSONSyntaxError) -> Int {
        switch strict[offset] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            return offset + 1
        case UInt8(ascii: "/"):
            guard let end = try endOfComment(at: offset) else { return offset + 1 }
            blank(offset..<end)
            return end
        case UInt8(ascii: "\""):
            (followsValue, openComma) = (true, nil)
            return endOfString(at: offset)
        case UInt8(ascii: ","):
            openComma = followsValue ? offset : nil
            followsValue = false
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if let openComma { blank(openComma..<openComma + 1) }
            (followsValue, openComma) = (true, nil)
        case let byte:
            (followsValue, openComma) = (!"{[:".utf8.contains(byte), nil)
        }
        return offset + 1
    }

    private mutating func blank(_ range: Range<Int>) {
        for offset in range where strict[offset] != UInt8(ascii: "\n") { strict[offset] = UInt8(ascii: " ") }
    }

    /// The offset behind the string, or of the end of the line at which it is still open: that is the parser's to tell.
    private func endOfString(at start: Int) -> Int {
        var offset = start + 1
        while offset < strict.count, strict[offset] != UInt8(ascii: "\n") {
            if strict[offset] == UInt8(ascii: "\"") { return offset + 1 }
            offset += strict[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        return offset
    }

    /// The offset behind a comment, or nil when the slash at `start` begins none.
    private func endOfComment(at start: Int) throws(JSONSyntaxError) -> Int? {
        guard start + 1 < strict.count else { return nil }
        switch strict[start + 1] {
        case UInt8(ascii: "/"):
            return strict[start...].firstIndex(of: UInt8(ascii: "\n")) ?? strict.count
        case UInt8(ascii: "*"):
            var offset = start + 2
            while offset + 1 < strict.count {
                if strict[offset] == UInt8(ascii: "*"), strict[offset + 1] == UInt8(ascii: "/") { return offset + 2 }
                offset += 1
            }
            throw JSONSyntaxError(
                .unexpectedEnd, at: start, expected: "'*/' at the end of the comment that begins here")
        default:
            return nil
        }
    }
}

/// Reads the members of one JSON object, with or without its braces. What is nested is kept as text.
struct FlatJSONReader {
    private let text: [UInt8]
    private var index = 0

    /// More entries than this are refused; Azure allows 50 tags, AWS 50, GCP 64.
    private static let maximumEntries = 10_000

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func entries() throws(TagsError) -> [Tags.Entry] {
        skipSpace()
        let hasBraces = take(UInt8(ascii: "{"))
        skipSpace()
        var entries: [Tags.Entry] = []
        while index < text.count, text[index] != UInt8(ascii: "}") {
            guard entries.count < Self.maximumEntries else { throw TagsError(offset: index) }
            entries.append(try entry())
            skipSpace()
            guard take(UInt8(ascii: ",")) else { break }
            skipSpace()
        }
        if hasBraces { guard take(UInt8(ascii: "}")) else { throw TagsError(offset: index) } }
        skipSpace()
        guard index == text.count else { throw TagsError(offset: index) }
        return entries
    }

    private mutating func entry() throws(TagsError) -> Tags.Entry {
        let key = try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw TagsError(offset: index) }
        skipSpace()
        guard index < text.count else { throw TagsError(offset: index) }
        if text[index] == UInt8(ascii: "\"") { return Tags.Entry(key: key, value: .text(try string())) }
        return Tags.Entry(key: key, value: .literal(try literal()))
    }

    /// Any value that is no string, up to the comma, brace or space that ends it.
    private mutating func literal() throws(TagsError) -> String {
        let start = index
        try skipLiteral()
        guard index > start else { throw TagsError(offset: index) }
        return String(decoding: text[start..<index], as: UTF8.self)
    }

    private mutating func skipLiteral() throws(TagsError) {
        var depth = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""):
                _ = try string()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D: if depth == 0 { return }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
            default: break
            }
            index += 1
        }
        guard depth == 0 else { throw TagsError(offset: index) }
    }

    private mutating func string() throws(TagsError) -> String {
        guard take(UInt8(ascii: "\"")) else { throw TagsError(offset: index) }
        var bytes: [UInt8] = []
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") { bytes.append(contentsOf: try escape()) } else { bytes.append(byte) }
        }
        throw TagsError(offset: index)
    }

    private mutating func escape() throws(TagsError) -> [UInt8] {
        guard index < text.count else { throw TagsError(offset: index) }
        index += 1
        switch text[index - 1] {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"): return Array(String(Character(try unicode())).utf8)
        case let other: return [other]
        }
    }

    /// Four hexadecimal digits, and four more when they are half of a pair.
    private mutating func unicode() throws(TagsError) -> Unicode.Scalar {
        let first = try hexadecimal()
        guard first >= 0xD800, first < 0xE000 else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw TagsError(offset: index) }
        let second = try hexadecimal()
        guard first < 0xDC00, second >= 0xDC00, second < 0xE000 else { throw TagsError(offset: index) }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(TagsError) -> UInt32 {
        guard index + 4 <= text.count else { throw TagsError(offset: index) }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = text[index]
            let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            let digit = isDigit ? byte - UInt8(ascii: "0") : (byte | 0x20) &- UInt8(ascii: "a") &+ 10
            guard digit < 16, isDigit || digit >= 10 else { throw TagsError(offset: index) }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < text.count, text[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while index < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
    }
}

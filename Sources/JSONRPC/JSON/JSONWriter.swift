public import NIOCore

/// Writes values as compact JSON on one line: no white space, and only the escapes that the grammar demands.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []

    /// An empty writer.
    public init() {}

    /// Writes one value.
    public mutating func write(_ value: JSONValue) {
        switch value {
        case .null: write(raw: "null")
        case .bool(let value): write(raw: value ? "true" : "false")
        case .number(let number): bytes.append(contentsOf: number.literal.utf8)
        case .string(let text): write(string: text)
        case .array(let elements): write(array: elements)
        case .object(let object): write(object: object)
        }
    }

    /// Writes bytes that are already JSON, such as a part of a message that the scanner has accepted.
    public mutating func write(raw text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Writes `text` as a string with its quotes.
    public mutating func write(string text: String) {
        bytes.append(Byte.quote)
        var text = text
        text.withUTF8 { utf8 in
            var plainStart = 0
            for position in utf8.indices where Self.needsEscape(utf8[position]) {
                bytes.append(contentsOf: utf8[plainStart..<position])
                writeEscape(utf8[position])
                plainStart = position + 1
            }
            bytes.append(contentsOf: utf8[plainStart...])
        }
        bytes.append(Byte.quote)
    }

    @inline(__always)
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < Byte.space || byte == Byte.quote || byte == Byte.backslash
    }

    private mutating func writeEscape(_ byte: UInt8) {
        switch byte {
        case Byte.quote: write(raw: "\\\"")
        case Byte.backslash: write(raw: "\\\\")
        case Byte.lineFeed: write(raw: "\\n")
        case Byte.carriageReturn: write(raw: "\\r")
        case Byte.tab: write(raw: "\\t")
        default:
            write(raw: "\\u00")
            bytes.append(Self.hexadecimalDigit(byte >> 4))
            bytes.append(Self.hexadecimalDigit(byte & 0xF))
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? Byte.zero + value : UInt8(ascii: "a") + value - 10
    }

    private mutating func write(array elements: [JSONValue]) {
        bytes.append(Byte.openBracket)
        for (position, element) in elements.enumerated() {
            if position > 0 { bytes.append(Byte.comma) }
            write(element)
        }
        bytes.append(Byte.closeBracket)
    }

    private mutating func write(object: JSONObject) {
        bytes.append(Byte.openBrace)
        for (position, member) in object.members.enumerated() {
            if position > 0 { bytes.append(Byte.comma) }
            write(string: member.key)
            bytes.append(Byte.colon)
            write(member.value)
        }
        bytes.append(Byte.closeBrace)
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as compact JSON.
    public var description: String { String(decoding: serialized, as: UTF8.self) }

    /// The value as compact JSON in UTF-8.
    public var serialized: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }

    /// The value as compact JSON in a buffer, ready to be sent.
    public var buffer: ByteBuffer { ByteBuffer(bytes: serialized) }
}

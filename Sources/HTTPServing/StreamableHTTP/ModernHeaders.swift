import JSONRPC
import MCP
import NIOCore

/// Holds the header of a request of the modern era against its body (MCP 2026-07-28, Streamable HTTP: standard and
/// custom headers).
struct ModernHeaders {
    let head: RequestHead
    let envelope: Envelope
    let body: ByteBuffer

    /// - Throws: ``RPCError`` -32020 naming the field that is missing, repeated or different.
    func check(mirrored: (String) -> [MirroredArgument]) throws(RPCError) {
        let bytes = body.readableBytesUInt8Span
        try compare(.mcpProtocolVersion, with: envelope.string(.metaProtocolVersion, in: bytes))
        let method = envelope.string(.method, in: bytes)
        try compare(.mcpMethod, with: method)
        guard let method, let field = Self.nameField(method) else { return }
        guard let name = envelope.string(field, in: bytes) else { return }
        try compare(.mcpName, with: name)
        if method == "tools/call" { try compare(mirrored(name)) }
    }

    private static func nameField(_ method: String) -> EnvelopeField? {
        switch method {
        case "tools/call", "prompts/get": .name
        case "resources/read": .uri
        default: nil
        }
    }

    private func compare(_ field: RequestHead.Field, with expected: String?) throws(RPCError) {
        guard let value = try value(of: field.name, { () throws(RepeatedField) in try head.only(field) }) else {
            throw .headerMismatch("The header \(field.name) is missing")
        }
        guard value == expected else {
            throw .headerMismatch("The header \(field.name) is not what the body says")
        }
    }

    /// The value of a field, decoded.
    private func value(of name: String, _ read: () throws(RepeatedField) -> String?) throws(RPCError) -> String? {
        let raw: String?
        do { raw = try read() } catch {
            throw .headerMismatch("The header \(name) stands there more than once")
        }
        guard let raw else { return nil }
        guard let value = EncodedFieldValue.decode(raw.trimmed) else {
            throw .headerMismatch("The header \(name) is not well encoded")
        }
        return value
    }

    private func compare(_ mirrored: [MirroredArgument]) throws(RPCError) {
        guard !mirrored.isEmpty else { return }
        let arguments = ((try? envelope.value(.arguments, in: body.readableBytesUInt8Span)) ?? nil) ?? [:]
        for argument in mirrored { try compare(argument, arguments) }
    }

    private func compare(_ argument: MirroredArgument, _ arguments: JSONValue) throws(RPCError) {
        let name = "Mcp-Param-" + argument.name
        let value = try value(of: name) { () throws(RepeatedField) in try head.only(name) }
        var expected: JSONValue? = arguments
        for key in argument.path { expected = expected?[key] }
        if expected == .null { expected = nil }
        guard let expected else {
            guard value == nil else {
                throw .headerMismatch("The header \(name) repeats an argument that is not there")
            }
            return
        }
        guard let value else { throw .headerMismatch("The header \(name) is missing") }
        guard Self.isSame(value, expected, argument) else {
            throw .headerMismatch("The header \(name) is not what the arguments say")
        }
    }

    private static func isSame(_ value: String, _ expected: JSONValue, _ argument: MirroredArgument) -> Bool {
        switch expected {
        case .string(let text): value == text
        case .bool(let flag): value == (flag ? "true" : "false")
        case .number(let number):
            value == number.literal || JSONNumber(value).map { $0.double == number.double } ?? false
        default: false
        }
    }
}

/// The value of a header field that may be written as `=?base64?…?=`.
enum EncodedFieldValue {
    private static let (start, end) = ("=?base64?", "?=")

    /// The value; nil when it is marked as base64 and is none, or not of UTF-8.
    static func decode(_ raw: String) -> String? {
        guard raw.hasPrefix(start), raw.hasSuffix(end), raw.utf8.count >= start.utf8.count + end.utf8.count else {
            return raw
        }
        let text = raw.dropFirst(start.count).dropLast(end.count)
        guard let bytes = Base64Text.decode(Array(text.utf8)) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}

/// Base64 as RFC 4648 section 4 has it, with padding and nothing else.
enum Base64Text {
    /// The bytes; nil for anything that is not written exactly so.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        for start in stride(from: 0, to: text.count, by: 4) {
            let isLast = start + 4 == text.count
            let padding = isLast ? text[(start + 2)...].prefix(2).count { $0 == UInt8(ascii: "=") } : 0
            if padding == 1, text[start + 3] != UInt8(ascii: "=") { return nil }
            var bits: UInt32 = 0
            for offset in 0..<4 {
                let isPadding = offset >= 4 - padding
                guard let value = isPadding ? 0 : value(of: text[start + offset]) else { return nil }
                bits = bits << 6 | UInt32(value)
            }
            for offset in 0..<(3 - padding) { bytes.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * offset))) }
            let rest = bits & (padding == 2 ? 0xFFFF : padding == 1 ? 0xFF : 0)
            guard rest == 0 else { return nil }
        }
        return bytes
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

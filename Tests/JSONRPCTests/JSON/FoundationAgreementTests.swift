import Foundation
import JSONRPC
import Testing

/// Where Foundation's parser and ours say different things to the same bytes, and which clause is on our side. The fuzz
/// target `foundation` looks for any difference that is missing here.
@Suite struct FoundationAgreementTests {
    /// One input to which the two parsers say different things.
    struct Difference: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let clause: String
        let input: [UInt8]
        /// Why we refuse it; nil when it is Foundation that does.
        let ourRefusal: JSONSyntaxError.Code?

        init(_ name: String, _ clause: String, _ input: [UInt8], refusedFor code: JSONSyntaxError.Code?) {
            (testDescription, self.clause, self.input, ourRefusal) = (name, clause, input, code)
        }

        init(_ name: String, _ clause: String, _ text: String, refusedFor code: JSONSyntaxError.Code?) {
            self.init(name, clause, Array(text.utf8), refusedFor: code)
        }
    }

    // RFC 8259 sections 4 and 5: a comma stands between two members or elements and nowhere else.
    private static let trailingCommas = [
        Difference("array", "RFC 8259 section 5", "[1,]", refusedFor: .unexpectedByte),
        Difference("array with white space", "RFC 8259 section 5", "[[1 , ] ]", refusedFor: .unexpectedByte),
        Difference("object", "RFC 8259 section 4", #"{"a":1,}"#, refusedFor: .unexpectedByte),
    ]

    // RFC 8259 section 8.1: text between systems "MUST be encoded using UTF-8". Foundation guesses from zero bytes.
    private static let otherEncodings = [
        Difference("UTF-16, little endian", "RFC 8259 section 8.1", [0x5B, 0, 0x5D, 0], refusedFor: .unexpectedByte),
        Difference("UTF-16, big endian", "RFC 8259 section 8.1", [0, 0x5B, 0, 0x5D], refusedFor: .unexpectedByte),
        Difference("UTF-16, one digit", "RFC 8259 section 8.1", [0x31, 0], refusedFor: .trailingBytes),
        Difference("UTF-32, little endian", "RFC 8259 section 8.1", [0x31, 0, 0, 0], refusedFor: .trailingBytes),
        Difference("UTF-32, big endian", "RFC 8259 section 8.1", [0, 0, 0, 0x31], refusedFor: .unexpectedByte),
        Difference("marked UTF-16", "RFC 8259 section 8.1", [0xFF, 0xFE, 0x31, 0], refusedFor: .unexpectedByte),
        Difference(
            "marked UTF-16, big endian", "RFC 8259 section 8.1", [0xFE, 0xFF, 0, 0x31], refusedFor: .unexpectedByte),
        Difference(
            "marked UTF-32", "RFC 8259 section 8.1", [0xFF, 0xFE, 0, 0, 0x31, 0, 0, 0], refusedFor: .unexpectedByte),
    ]

    // Stricter by choice. RFC 8259 section 8.1: senders "MUST NOT add a byte order mark", parsers "MAY ignore" one. The
    // hub passes bytes on, and a mark in the middle of a stream of messages would then be its own doing.
    private static let byteOrderMarks = [
        Difference(
            "byte order mark", "RFC 8259 section 8.1, stricter by choice", [0xEF, 0xBB, 0xBF, 0x31],
            refusedFor: .unexpectedByte)
    ]

    // Stricter by choice. RFC 8259 section 4: names "SHOULD be unique", and the behaviour of readers is unpredictable
    // when they are not: two readers would see two messages. Foundation keeps one of the values.
    private static let repeatedKeys = [
        Difference(
            "repeated key", "RFC 8259 section 4, stricter by choice", #"{"a":1,"a":2}"#, refusedFor: .duplicateKey),
        Difference(
            "repeated key, escaped", "RFC 8259 section 4, stricter by choice", #"[{"a":1,"\u0061":1}]"#,
            refusedFor: .duplicateKey),
    ]

    // RFC 8259 section 6: the grammar sets no bound. Implementations may set one; we keep the digits and need none.
    private static let hugeNumbers = [
        Difference("huge exponent", "RFC 8259 section 6", "1e400", refusedFor: nil),
        Difference("huge negative number", "RFC 8259 section 6", "[-1E+309]", refusedFor: nil),
        Difference("exponent beyond 64 bits", "RFC 8259 section 6", "1e99999999999999999999", refusedFor: nil),
        Difference("many digits", "RFC 8259 section 6", String(repeating: "9", count: 400), refusedFor: nil),
    ]

    static let differences = trailingCommas + otherEncodings + byteOrderMarks + repeatedKeys + hugeNumbers

    @Test(arguments: differences)
    func `the two parsers differ exactly where a clause of the standard is named`(difference: Difference) {
        #expect(foundationAccepts(difference.input) == (difference.ourRefusal != nil), "\(difference.clause)")
        #expect(refusal(of: difference.input)?.code == difference.ourRefusal, "\(difference.clause)")
    }

    @Test(arguments: [
        "null", "true", "false", "0", "-0", "-0.0e-1", "1E+5", "1e308", "1e-400", "0e99999", "18446744073709551616",
        "0.1234567890123456789012345678901234567890", #""""#, #""\u0000""#, #""\ud83d\udc32""#, #""\/\b\f""#,
        "\"\u{7f}\u{2028}\u{feff}\u{10ffff}\"", "[]", "{}", " [ 1 , { \"a\" : [ ] } ]\r\n\t", #"{"":{"":""}}"#,
        "{\"\u{e9}\":1,\"e\u{301}\":2}", String(repeating: "[", count: 512) + String(repeating: "]", count: 512),
    ])
    func `both parsers accept what is JSON`(text: String) {
        #expect(foundationAccepts(Array(text.utf8)))
        #expect(refusal(of: Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        "", " ", "[", "]", "{", "[,]", "[1,,]", "{,}", "[1 2]", "{1:2}", #"{"a"}"#, #"{"a":}"#, #"{"a" 1}"#, "{a:1}",
        "'a'", "nul", "nulL", "True", "NaN", "Infinity", "-", "+1", "01", "-01", ".5", "1.", "1.e1", "1e", "1e+", "0x1",
        "1_000", "1 1", "[] []", "1\u{feff}", "\u{a0}1", "\u{b}1", "// c\n1", "/* c */1", #""a"#, #""\x""#, #""\u12""#,
        #""\u12g4""#, "\"\t\"", "\"\n\"", "\"\0\"", #"\u0031"#,
        String(repeating: "[", count: 513) + String(repeating: "]", count: 513),
    ])
    func `both parsers refuse what is no JSON`(text: String) {
        #expect(!foundationAccepts(Array(text.utf8)))
        #expect(refusal(of: Array(text.utf8)) != nil)
    }

    // The grammar of RFC 8259 section 7 allows a lone surrogate; section 8.2 warns that what becomes of it is
    // unpredictable. Neither parser has a value for it. The scanner lets it pass.
    @Test(arguments: [
        #""\ud83d""#, #""\udc32""#, #""\ud83d\u0041""#, #""\ud83dx""#, #""\udc32\ud83d""#, #"{"\ud83d":1}"#,
    ])
    func `both parsers refuse a lone surrogate`(text: String) {
        #expect(!foundationAccepts(Array(text.utf8)))
        #expect(refusal(of: Array(text.utf8))?.code == .loneSurrogate)
    }

    // RFC 3629 sections 3 and 10: overlong forms, surrogates and what lies beyond U+10FFFF are not UTF-8.
    @Test(
        arguments: [
            [0x80], [0xC3], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func `both parsers refuse what is not UTF-8`(bytes: [UInt8]) {
        #expect(!foundationAccepts([0x22] + bytes + [0x22]))
        #expect(refusal(of: [0x22] + bytes + [0x22])?.code == .invalidUTF8)
    }

    private func foundationAccepts(_ input: [UInt8]) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(input), options: .fragmentsAllowed)) != nil
    }

    private func refusal(of input: [UInt8]) -> JSONSyntaxError? {
        do throws(JSONSyntaxError) {
            _ = try JSONValue(parsing: input.span)
            return nil
        } catch {
            return error
        }
    }
}

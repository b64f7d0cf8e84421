/// Says where bytes stop being the JSON that was expected, and what would have been right there.
///
/// The text of the input is never part of the message, so an error can be logged or answered without leaking it.
public struct JSONSyntaxError: Error, Hashable, Sendable {
    /// What kind of rule was broken.
    public enum Code: String, Sendable {
        /// A byte that the grammar does not allow at this place.
        case unexpectedByte
        /// The input stops inside a value.
        case unexpectedEnd
        /// Bytes follow the one value.
        case trailingBytes
        /// A backslash that begins no escape of RFC 8259.
        case invalidEscape
        /// An unescaped control character inside a string.
        case controlCharacter
        /// Bytes that are not UTF-8 (RFC 3629).
        case invalidUTF8
        /// `\uD800`…`\uDFFF` without its other half: grammatical JSON, but no Unicode text.
        case loneSurrogate
        /// Arrays and objects nest deeper than the limit.
        case tooDeep
        /// The message is longer than the limit.
        case tooLarge
        /// An object names one key twice.
        case duplicateKey
        /// JSON, but not a JSON-RPC message.
        case invalidMessage
    }

    /// The rule that was broken.
    public let code: Code
    /// The offset in bytes, from the first byte of the input, at which it was broken.
    public let offset: Int
    /// What would have been right there.
    public let expected: String

    /// Creates the error for `offset`, where `expected` should have stood.
    public init(_ code: Code, at offset: Int, expected: String) {
        self.code = code
        self.offset = offset
        self.expected = expected
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    /// One sentence for people, such as `unexpectedByte at byte 17: expected ':' after an object key`.
    public var description: String { "\(code.rawValue) at byte \(offset): expected \(expected)" }
}

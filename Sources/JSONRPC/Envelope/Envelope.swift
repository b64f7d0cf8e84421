/// Where the parts of one JSON-RPC message stand, so that it can be routed and rewritten without being decoded.
///
/// An envelope holds offsets only and stays valid for exactly the bytes that were scanned.
public struct Envelope: Sendable {
    /// What a message is.
    public enum Kind: Sendable {
        /// Has a method and an id: expects exactly one answer.
        case request
        /// Has a method and no id: expects no answer.
        case notification
        /// Has a result: answers the request of its id.
        case result
        /// Has an error: answers the request of its id, or none when that could not be read.
        case failure
    }

    /// What this message is.
    public internal(set) var kind: Kind = .notification

    /// The place of each field that occurs; zero stands for absent, since a value never begins at offset 0.
    private var places = InlineArray<39, ByteRange>(repeating: ByteRange(0, 0))

    init() {}

    /// Where the value of `field` stands, quotes and braces included; nil when the message has no such member.
    @inline(__always)
    public internal(set) subscript(field: EnvelopeField) -> ByteRange? {
        get {
            let place = places[Int(field.rawValue)]
            return place.end == 0 ? nil : place
        }
        set { places[Int(field.rawValue)] = newValue ?? ByteRange(0, 0) }
    }
}

extension Envelope {
    /// The id of the message, read from the `bytes` that were scanned.
    public func id(in bytes: Span<UInt8>) -> RequestID? { requestID(.id, in: bytes) }

    /// The string or whole number that stands at `field`; nil when it is absent or anything else.
    public func requestID(_ field: EnvelopeField, in bytes: Span<UInt8>) -> RequestID? {
        guard let range = self[field] else { return nil }
        if bytes[range.start] == Byte.quote { return string(field, in: bytes).map(RequestID.string) }
        return bytes.wholeNumber(range).map(RequestID.integer)
    }

    /// The string at `field`, unescaped; nil when the value is absent or no string.
    public func string(_ field: EnvelopeField, in bytes: Span<UInt8>) -> String? {
        guard let range = self[field], bytes[range.start] == Byte.quote else { return nil }
        let contents = ByteRange(range.start + 1, range.end - 1)
        return bytes.hasBackslash(contents) ? try? bytes.unescapedText(contents) : bytes.validatedText(contents)
    }

    /// The value at `field`, decoded; nil when it is absent.
    ///
    /// - Throws: ``JSONSyntaxError`` for what the scanner lets pass and a value cannot hold: a repeated key or a lone
    ///   surrogate.
    public func value(_ field: EnvelopeField, in bytes: Span<UInt8>) throws(JSONSyntaxError) -> JSONValue? {
        guard let range = self[field] else { return nil }
        return try JSONValue(parsing: bytes.extracting(range.range))
    }

    /// Whether the value at `field` is the string `text`, compared without being copied unless it is longer than that,
    /// which is how it may be spelled with escapes.
    public func holds(_ text: StaticString, at field: EnvelopeField, in bytes: Span<UInt8>) -> Bool {
        guard let range = self[field], range.count >= text.utf8CodeUnitCount + 2 else { return false }
        guard range.count == text.utf8CodeUnitCount + 2 else { return holdsEscaped(text, at: range, in: bytes) }
        return text.withUTF8Buffer { letters in
            guard bytes[range.start] == Byte.quote else { return false }
            for index in letters.indices where bytes[range.start + 1 + index] != letters[index] { return false }
            return true
        }
    }

    private func holdsEscaped(_ text: StaticString, at range: ByteRange, in bytes: Span<UInt8>) -> Bool {
        guard bytes[range.start] == Byte.quote else { return false }
        let contents = ByteRange(range.start + 1, range.end - 1)
        guard bytes.hasBackslash(contents), let plain = try? bytes.unescapedText(contents) else { return false }
        return plain.isIdentical(to: text.description)
    }
}

extension Span<UInt8> {
    /// The whole number written at `range` without fraction or exponent; nil when it is none or does not fit.
    func wholeNumber(_ range: ByteRange) -> Int? {
        let isNegative = self[range.start] == Byte.minus
        let first = isNegative ? range.start + 1 : range.start
        guard first < range.end else { return nil }
        var value = 0
        for offset in first..<range.end {
            guard Byte.isDigit(self[offset]) else { return nil }
            let digit = Int(self[offset] - Byte.zero)
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (next, carry) = product.addingReportingOverflow(isNegative ? -digit : digit)
            guard !overflow, !carry else { return nil }
            value = next
        }
        return value
    }
}

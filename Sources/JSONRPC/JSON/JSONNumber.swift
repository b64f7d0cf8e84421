/// A number exactly as it was written.
///
/// JSON sets no bound on size or precision, so the digits are kept and nothing is rounded: `9007199254740993`, `1.10`
/// and `1e400` come out as they went in. Two numbers are equal when their values are, whatever their spelling.
public struct JSONNumber: Sendable {
    /// The number in the grammar of RFC 8259, as received.
    public let literal: String

    /// Takes over digits that the grammar has already accepted.
    init(validated literal: String) {
        self.literal = literal
    }

    /// Parses `text`; nil when it is no JSON number.
    public init?(_ text: String) {
        let utf8 = Array(text.utf8)
        guard let first = utf8.first, first == Byte.minus || Byte.isDigit(first),
            let end = try? utf8.span.scanNumber(from: 0), end == utf8.count
        else { return nil }
        literal = text
    }

    /// The number `value`.
    public init(_ value: some BinaryInteger) {
        literal = String(value)
    }

    /// The shortest decimal that reads back as `value`; nil for infinities and not-a-number, which JSON cannot write.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        let text = String(value)
        literal = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// The value when it is a whole number that fits, whatever its spelling (`5`, `5.0` and `50e-1` alike).
    public var integer: Int? {
        if let value = Int(literal) { return value }
        return decimal.integer
    }

    /// The nearest binary floating-point value; never use it for money.
    public var double: Double { Double(literal) ?? .nan }

    /// Whether the value has no fractional part.
    public var isWhole: Bool { decimal.isWhole }

    /// The value in normal form.
    public var decimal: JSONDecimal { JSONDecimal(literal: literal) }
}

extension JSONNumber: Hashable, Comparable {
    /// Whether both have the same value.
    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        left.literal == right.literal || left.decimal == right.decimal
    }

    /// Compares by value, exactly.
    public static func < (left: JSONNumber, right: JSONNumber) -> Bool {
        left.decimal < right.decimal
    }

    /// Hashes the value, so that equal spellings hash alike.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(decimal)
    }
}

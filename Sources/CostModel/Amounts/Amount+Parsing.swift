/// A number that was read, and whether all its digits were kept.
public struct ParsedAmount: Hashable, Sendable {
    /// The number, rounded half to even when it had more than twelve decimals.
    public var amount: Amount
    /// Whether digits other than zero were rounded away.
    public var wasRounded: Bool

    /// Puts the two together.
    @inlinable
    public init(amount: Amount, wasRounded: Bool) {
        self.amount = amount
        self.wasRounded = wasRounded
    }
}

extension Amount {
    /// Reads a plain or exponent decimal: `-12.50`, `.5`, `1.5E-7`.
    ///
    /// Throws ``AmountError/malformed(_:)``, ``AmountError/overflow``, and ``AmountError/inexact(_:)`` when more than
    /// twelve decimals are there.
    public init(_ text: String) throws(AmountError) {
        let parsed = try Amount.parse(text.utf8.span)
        guard !parsed.wasRounded else { throw .inexact(text) }
        self = parsed.amount
    }

    /// Reads a plain or exponent decimal from its ASCII bytes, rounding half to even beyond the twelfth decimal.
    ///
    /// Throws ``AmountError/malformed(_:)`` and ``AmountError/overflow``.
    public static func parse(_ text: Span<UInt8>) throws(AmountError) -> ParsedAmount {
        if let quick = parsePlain(text) { return quick }
        var digits = try DecimalDigits(text)
        return try digits.amount()
    }

    /// The usual case: a sign, up to 18 digits, one point. Anything else is `nil`, and read the long way.
    private static func parsePlain(_ text: Span<UInt8>) -> ParsedAmount? {
        let count = text.count
        let start = count > 0 && text[0] == UInt8(ascii: "-") ? 1 : 0
        guard count > start, count - start <= 19 else { return nil }
        var mantissa: UInt64 = 0
        var pointAt = -1
        for index in start..<count {
            let digit = text[index] &- UInt8(ascii: "0")
            if digit < 10 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
            } else if text[index] == UInt8(ascii: "."), pointAt < 0 {
                pointAt = index
            } else {
                return nil
            }
        }
        let decimals = pointAt < 0 ? 0 : count - 1 - pointAt
        // Without a point, 19 digits may have wrapped around.
        guard pointAt >= 0 || count - start <= 18, count - start > (pointAt < 0 ? 0 : 1) else { return nil }
        let (magnitude, wasRounded) = picos(mantissa, decimals: decimals)
        return ParsedAmount(amount: Amount(picos: start == 1 ? 0 - magnitude : magnitude), wasRounded: wasRounded)
    }

    @inline(__always)
    private static func picos(_ mantissa: UInt64, decimals: Int) -> (Int128, Bool) {
        if decimals <= 12 { return (Int128(mantissa) * Int128(powers64[12 - decimals]), false) }
        let divisor = powers64[decimals - 12]
        let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: divisor)
        let rest = divisor - remainder
        let isUp = remainder > rest || (remainder == rest && quotient & 1 == 1)
        return (Int128(isUp ? quotient + 1 : quotient), remainder != 0)
    }

    private static let powers64: [UInt64] = (0...19).map { exponent in
        (0..<exponent).reduce(UInt64(1)) { product, _ in product * 10 }
    }
}

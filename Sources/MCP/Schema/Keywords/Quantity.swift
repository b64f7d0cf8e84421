import JSONRPC

/// A number to calculate with: exact always, and without allocating when it is short.
struct Quantity: Sendable {
    let number: JSONNumber
    /// The same when it is short enough.
    fileprivate let short: ShortDecimal?

    init(_ number: JSONNumber) {
        self.number = number
        short = ShortDecimal(number.literal)
    }

    /// The number as it was written.
    var literal: String { number.literal }

    static func < (left: Quantity, right: Quantity) -> Bool {
        guard let first = left.short, let second = right.short else { return left.number < right.number }
        if first.scale == second.scale { return first.significand < second.significand }
        return first.aligned(with: second.scale) < second.aligned(with: first.scale)
    }
}

/// `significand / 10^scale`: a number of at most 18 digits without exponent.
private struct ShortDecimal {
    var significand: Int64 = 0
    var scale = 0

    init?(_ literal: String) {
        let bytes = literal.utf8.span
        guard bytes.count <= 18 else { return nil }
        for offset in bytes.indices {
            switch bytes[offset] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                significand = significand &* 10 &+ Int64(bytes[offset] &- UInt8(ascii: "0"))
            case UInt8(ascii: "."): scale = bytes.count - 1 - offset
            case UInt8(ascii: "-"): break
            default: return nil
            }
        }
        if bytes[0] == UInt8(ascii: "-") { significand = -significand }
    }

    /// The significand once this number and one of the given scale are both multiplied to be whole.
    func aligned(with scale: Int) -> Int128 {
        var value = Int128(significand)
        for _ in 0..<scale { value *= 10 }
        return value
    }
}

/// What `multipleOf` divides by.
///
/// The test never expands an exponent. With both numbers as digits times a power of ten, and the digits of the
/// dividend not ending in zero: a lower power of ten cannot be divided by a higher one, and a higher one contributes
/// factors of two and five, which are taken out of the divisor, and nothing else.
struct Divisor: Sendable {
    /// So many digits can be multiplied by ten in 128 bits.
    static let maximumDigits = 37

    private let quantity: Quantity
    private let significand: UInt128
    private let exponent: Int

    /// Prepares `number`; nil when it is not above zero or has too many significant digits.
    init?(_ number: JSONNumber) {
        let decimal = number.decimal
        guard !decimal.isNegative, !decimal.digits.isEmpty, decimal.digits.count <= Self.maximumDigits else {
            return nil
        }
        quantity = Quantity(number)
        significand = decimal.digits.reduce(0) { $0 * 10 + UInt128($1) }
        exponent = decimal.exponent
    }

    /// The number as it was written.
    var literal: String { quantity.literal }

    /// Whether `dividend` is a whole multiple of this.
    func divides(_ dividend: Quantity) -> Bool {
        if let first = dividend.short, let second = quantity.short {
            if first.scale == second.scale { return first.significand % second.significand == 0 }
            return first.aligned(with: second.scale) % second.aligned(with: first.scale) == 0
        }
        return divides(dividend.number.decimal)
    }

    private func divides(_ dividend: JSONDecimal) -> Bool {
        if dividend.digits.isEmpty { return true }
        let shift = dividend.exponent - exponent
        guard shift >= 0 else { return false }
        let rest = without(2, atMost: shift, without(5, atMost: shift, significand))
        return dividend.digits.reduce(UInt128(0)) { ($0 * 10 + UInt128($1)) % rest } == 0
    }

    private func without(_ factor: UInt128, atMost count: Int, _ value: UInt128) -> UInt128 {
        var value = value
        var left = count
        while left > 0, value % factor == 0 {
            value /= factor
            left -= 1
        }
        return value
    }
}

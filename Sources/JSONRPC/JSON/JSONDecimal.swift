/// The value of a JSON number in normal form: sign, significant digits without zeros at either end, power of ten.
///
/// `-1200` is minus, 12, 2. Zero has no digits, no sign and exponent 0. Nothing here expands an exponent, so a
/// hostile `1e999999999` costs no more than its eleven characters.
public struct JSONDecimal: Hashable, Sendable {
    /// Whether the value is below zero.
    public let isNegative: Bool
    /// The digits 0 to 9, most significant first.
    public let digits: [UInt8]
    /// The power of ten that the digits, read as a whole number, are multiplied with.
    public let exponent: Int

    /// Whether the value has no fractional part.
    public var isWhole: Bool { exponent >= 0 }

    /// The value when it is whole and fits.
    var integer: Int? {
        guard isWhole, digits.count + exponent <= 19 else { return nil }
        var magnitude: UInt64 = 0
        for digit in digits { magnitude = magnitude &* 10 &+ UInt64(digit) }
        for _ in 0..<exponent { magnitude = magnitude &* 10 }
        if isNegative { return magnitude <= 1 << 63 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int(exactly: magnitude)
    }

    /// Normalises a literal that the JSON grammar has accepted.
    init(literal: String) {
        var digits: [UInt8] = []
        var scale = 0
        var power = 0
        var seenPoint = false
        var rest = literal.utf8[...]
        let isNegative = rest.first == Byte.minus
        if isNegative { rest = rest.dropFirst() }
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == Byte.period { seenPoint = true; continue }
            guard Byte.isDigit(byte) else { power = Self.saturatedInteger(rest); break }
            if seenPoint { scale += 1 }
            if byte != Byte.zero || !digits.isEmpty { digits.append(byte - Byte.zero) }
        }
        while digits.last == 0 {
            digits.removeLast()
            scale -= 1
        }
        self.digits = digits
        self.isNegative = isNegative && !digits.isEmpty
        self.exponent = digits.isEmpty ? 0 : power - scale
    }

    /// An exponent's value, held within a range in which adding digit counts cannot overflow.
    private static func saturatedInteger(_ text: Substring.UTF8View) -> Int {
        let bound = 1 << 60
        guard let value = Int(Substring(text)) else { return text.first == Byte.minus ? -bound : bound }
        return max(-bound, min(bound, value))
    }
}

extension JSONDecimal: Comparable {
    /// Compares by value, exactly.
    public static func < (left: JSONDecimal, right: JSONDecimal) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        let magnitudeIsSmaller = left.hasSmallerMagnitude(than: right)
        return left.isNegative ? right.hasSmallerMagnitude(than: left) : magnitudeIsSmaller
    }

    private func hasSmallerMagnitude(than other: JSONDecimal) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
        let leading = digits.count + exponent
        let otherLeading = other.digits.count + other.exponent
        if leading != otherLeading { return leading < otherLeading }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}

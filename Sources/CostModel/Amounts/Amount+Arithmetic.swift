extension Amount {
    /// The exact sum. Throws ``AmountError/overflow``.
    @inlinable
    public static func + (left: Amount, right: Amount) throws(AmountError) -> Amount {
        let (sum, overflow) = left.picos.addingReportingOverflow(right.picos)
        guard !overflow, sum != .min else { throw .overflow }
        return Amount(picos: sum)
    }

    /// The exact difference. Throws ``AmountError/overflow``.
    @inlinable
    public static func - (left: Amount, right: Amount) throws(AmountError) -> Amount {
        let (difference, overflow) = left.picos.subtractingReportingOverflow(right.picos)
        guard !overflow, difference != .min else { throw .overflow }
        return Amount(picos: difference)
    }

    /// Adds in place. Throws ``AmountError/overflow``.
    @inlinable
    public static func += (left: inout Amount, right: Amount) throws(AmountError) {
        left = try left + right
    }

    /// The exact sum of all. Throws ``AmountError/overflow``.
    public static func sum(of amounts: some Sequence<Amount>) throws(AmountError) -> Amount {
        var total = Amount.zero
        for amount in amounts { try total += amount }
        return total
    }

    /// `self` times `numerator` through `denominator`, rounded once, half to even.
    ///
    /// Throws ``AmountError/undefined`` for a denominator of zero and ``AmountError/overflow``.
    public func scaled(by numerator: Int128, over denominator: Int128) throws(AmountError) -> Amount {
        guard denominator != 0 else { throw .undefined }
        let product = picos.magnitude.multipliedFullWidth(by: numerator.magnitude)
        guard product.high < denominator.magnitude else { throw .overflow }
        let (quotient, remainder) = denominator.magnitude.dividingFullWidth(product)
        let rounded = Amount.roundHalfEven(quotient, remainder: remainder, divisor: denominator.magnitude)
        guard let magnitude = Int128(exactly: rounded) else { throw .overflow }
        let isNegative = (picos < 0) != ((numerator < 0) != (denominator < 0))
        return Amount(picos: isNegative ? 0 - magnitude : magnitude)
    }

    /// The product, rounded half to even at the twelfth decimal. Throws ``AmountError/overflow``.
    public func multiplied(by factor: Amount) throws(AmountError) -> Amount {
        try scaled(by: factor.picos, over: Amount.picosPerUnit)
    }

    /// The quotient, rounded half to even at the twelfth decimal.
    ///
    /// Throws ``AmountError/undefined`` for a divisor of zero and ``AmountError/overflow``.
    public func divided(by divisor: Amount) throws(AmountError) -> Amount {
        try scaled(by: Amount.picosPerUnit, over: divisor.picos)
    }

    /// The number with at most `decimals` (0 to 12) decimals, half to even. For showing; nothing is kept rounded.
    public func rounded(decimals: Int) -> Amount {
        let unit = UInt128(DecimalPower[12 - min(max(decimals, 0), 12)])
        let (quotient, remainder) = picos.magnitude.quotientAndRemainder(dividingBy: unit)
        let magnitude = Amount.roundHalfEven(quotient, remainder: remainder, divisor: unit) * unit
        return Amount(picos: picos < 0 ? 0 - Int128(magnitude) : Int128(magnitude))
    }

    @inline(__always)
    static func roundHalfEven(_ quotient: UInt128, remainder: UInt128, divisor: UInt128) -> UInt128 {
        let rest = divisor - remainder
        let isUp = remainder > rest || (remainder == rest && quotient & 1 == 1)
        return isUp ? quotient + 1 : quotient
    }
}

/// An exact amount in one currency. Two currencies are never combined: that is an error, not a conversion.
@frozen
public struct Money: Hashable, Sendable {
    /// How much.
    public var amount: Amount
    /// Of what.
    public let currency: Currency

    /// Puts the two together.
    @inlinable
    public init(_ amount: Amount, _ currency: Currency) {
        self.amount = amount
        self.currency = currency
    }

    /// The exact sum. Throws ``AmountError/currencies(_:_:)`` and ``AmountError/overflow``.
    public static func + (left: Money, right: Money) throws(AmountError) -> Money {
        try left.requireCurrency(of: right)
        return Money(try left.amount + right.amount, left.currency)
    }

    /// The exact difference. Throws ``AmountError/currencies(_:_:)`` and ``AmountError/overflow``.
    public static func - (left: Money, right: Money) throws(AmountError) -> Money {
        try left.requireCurrency(of: right)
        return Money(try left.amount - right.amount, left.currency)
    }

    /// Adds in place. Throws as `+` does.
    public static func += (left: inout Money, right: Money) throws(AmountError) {
        left = try left + right
    }

    /// Splits by weights into parts that add up to the last digit, each rounded to the currency's minor units but for
    /// the one that takes the rest. See ``Amount/split(by:decimals:)``.
    public func split(by weights: [Amount]) throws(AmountError) -> [Money] {
        try amount.split(by: weights, decimals: currency.minorUnits).map { Money($0, currency) }
    }

    /// Splits into `count` even parts that add up. Throws ``AmountError/undefined`` for none.
    public func split(into count: Int) throws(AmountError) -> [Money] {
        try amount.split(into: count, decimals: currency.minorUnits).map { Money($0, currency) }
    }

    /// The amount as people read it, rounded half to even to the minor units, and the code: `12.35 EUR`.
    public var formatted: String { "\(amount.formatted(decimals: currency.minorUnits)) \(currency)" }

    private func requireCurrency(of other: Money) throws(AmountError) {
        guard currency == other.currency else { throw .currencies(currency, other.currency) }
    }
}

extension Money: CustomStringConvertible {
    /// The exact amount and the code: `0.00000015 USD`.
    public var description: String { "\(amount) \(currency)" }
}

/// A decimal number, exact to twelve places: a count of 10^-12 units in 128 bits.
///
/// Costs, prices and quantities all fit: Azure bills amounts far below a micro, and ten million of them add up without
/// losing a digit. A cost is only money together with its currency; see ``Money``. Arithmetic never wraps and never
/// rounds in silence: what does not fit is an ``AmountError``.
@frozen
public struct Amount: Hashable, Sendable {
    /// The count of 10^-12 units. `Int128.min` is never a valid amount; batches use it for "no value".
    public var picos: Int128

    /// Takes a count of 10^-12 units.
    @inlinable
    public init(picos: Int128) {
        self.picos = picos
    }

    /// Takes a whole number of units.
    public init(_ units: Int) {
        picos = Int128(units) * Amount.picosPerUnit
    }

    /// How many picos make one unit: 10^12.
    public static let picosPerUnit: Int128 = 1_000_000_000_000

    /// Nothing.
    public static let zero = Amount(picos: 0)

    /// One unit.
    public static let one = Amount(picos: picosPerUnit)

    /// The same number with the other sign.
    public static prefix func - (amount: Amount) -> Amount {
        Amount(picos: 0 - amount.picos)
    }

    /// The number without its sign.
    public var magnitude: Amount { picos < 0 ? -self : self }
}

extension Amount: Comparable {
    /// Orders by value.
    public static func < (left: Amount, right: Amount) -> Bool {
        left.picos < right.picos
    }
}

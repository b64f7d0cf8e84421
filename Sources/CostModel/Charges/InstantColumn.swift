/// A column of time of a charge. Ends are exclusive.
///
/// The raw value is the place of the column in a row of a ``ChargeBatch``; store names, not numbers.
public enum InstantColumn: Int, CaseIterable, Hashable, Sendable {
    /// Where what is charged begins.
    case chargePeriodStart
    /// Where it ends.
    case chargePeriodEnd
    /// The first moment of the billing month.
    case billingPeriodStart
    /// The first moment of the next one.
    case billingPeriodEnd

    /// How many there are.
    @inlinable public static var count: Int { 4 }

    /// The name in FOCUS.
    public var name: String { InstantColumn.names[rawValue] }

    private static let names = ["ChargePeriodStart", "ChargePeriodEnd", "BillingPeriodStart", "BillingPeriodEnd"]
}

/// A column of numbers of a charge. Costs are in the billing currency but for those that say otherwise.
///
/// The raw value is the place of the column in a row of a ``ChargeBatch``; store names, not numbers.
public enum AmountColumn: Int, CaseIterable, Hashable, Sendable {
    /// What is invoiced.
    case billedCost
    /// The cost with purchases spread over what they cover.
    case effectiveCost
    /// The cost at list prices.
    case listCost
    /// The cost at negotiated prices, without commitments.
    case contractedCost
    /// The list price of one pricing unit.
    case listUnitPrice
    /// The negotiated price of one pricing unit.
    case contractedUnitPrice
    /// How many pricing units.
    case pricingQuantity
    /// How much was consumed, in consumed units.
    case consumedQuantity
    /// How much of the commitment, in its unit (1.1).
    case commitmentDiscountQuantity
    /// The negotiated unit price in the pricing currency (1.2).
    case pricingCurrencyContractedUnitPrice
    /// The effective cost in the pricing currency (1.2).
    case pricingCurrencyEffectiveCost
    /// The list unit price in the pricing currency (1.2).
    case pricingCurrencyListUnitPrice

    /// How many there are.
    @inlinable public static var count: Int { 12 }

    /// The name in FOCUS.
    public var name: String { AmountColumn.names[rawValue] }

    private static let names = AmountColumn.allCases.map { column in
        let name = "\(column)"
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}

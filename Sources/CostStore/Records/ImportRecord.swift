public import CostModel

/// An import that was completed.
public struct ImportRecord: Hashable, Sendable {
    /// Its number; later imports have larger ones.
    public let id: Int64
    /// What was imported.
    public let source: String
    /// The digest of what was read.
    public let digest: String?
    /// When it was completed.
    public let moment: Instant
    /// How many charges it brought.
    public let chargeCount: Int
    /// The first and the last billing month of its charges; `nil` when it brought none.
    public let months: ClosedRange<Month>?
    /// Whether the data is a sample.
    public let isSample: Bool
    /// Whether the same data had been imported before, so that nothing was changed.
    public let isRepeat: Bool
}

/// A total of a past month that an import has changed.
public struct Restatement: Hashable, Sendable {
    /// The import that changed it.
    public let importID: Int64
    /// The billing month.
    public let month: Month
    /// Whose charges.
    public let subAccount: String?
    /// Which cost.
    public let metric: CostMetric
    /// The total before; zero in a currency that was not there.
    public let old: Money
    /// The total since.
    public let new: Money
}

/// What a store holds.
public struct StoreSummary: Hashable, Sendable {
    /// The version of the data.
    public let version: DataVersion
    /// From the first day that has charges to the day after the last; `nil` for an empty store.
    public let period: Period?
    /// The currencies, in order.
    public let currencies: [Currency]
    /// How many charges.
    public let chargeCount: Int
    /// Whether any of it is sample data.
    public let hasSampleData: Bool

    /// The last day that has charges.
    public var dataThrough: Day? { period?.end.adding(days: -1) }
}

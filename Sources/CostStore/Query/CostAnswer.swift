public import CostModel

/// The answer to a ``CostQuery``, all of it from one version of the data.
public struct CostAnswer: Hashable, Sendable {
    /// What charges that agree in all dimensions, in time and in currency add up to.
    public struct Row: Hashable, Sendable {
        /// The first day of the row's day or month; `nil` without granularity. A month begins with its first day even
        /// where the period does not.
        public let start: Day?
        /// The values in the order of ``CostQuery/groupBy``; `nil` where charges have none.
        public let values: [String?]
        /// The exact sum.
        public let cost: Money
        /// How many charges.
        public let chargeCount: Int
    }

    /// The rows of this page.
    public let rows: [Row]
    /// The exact sum of all rows, also of those on other pages, per currency in the order of codes.
    public let totals: [Money]
    /// How many rows all pages have.
    public let rowCount: Int
    /// How many charges are behind all of them.
    public let chargeCount: Int
    /// Where the next page begins; `nil` on the last one. Void once data is imported.
    public let nextCursor: String?
    /// The version of the data.
    public let version: DataVersion
    /// The last day that the store has charges for, whatever the filters; `nil` for an empty store.
    public let dataThrough: Day?

    /// Whether there are more rows than these.
    public var isTruncated: Bool { nextCursor != nil }
}

/// Counts the changes of charges: equal versions give equal answers.
public struct DataVersion: Hashable, Sendable, Comparable {
    /// The count.
    public let number: Int64

    /// Takes the count.
    public init(number: Int64) {
        self.number = number
    }

    /// Orders by age.
    public static func < (left: DataVersion, right: DataVersion) -> Bool {
        left.number < right.number
    }
}

public import CostModel

/// Asks for the charges themselves.
public struct ChargeQuery: Hashable, Sendable {
    /// The days in which charges begin.
    public var period: Period
    /// All must hold.
    public var filters: [CostFilter]
    /// How many charges in one page, 1 to ``maximumLimit``.
    public var limit: Int
    /// Where the page before ended.
    public var cursor: Int64?

    /// The most charges of one page.
    public static let maximumLimit = 10_000

    /// Puts a question together.
    public init(period: Period, filters: [CostFilter] = [], limit: Int = 1000, cursor: Int64? = nil) {
        self.period = period
        self.filters = filters
        self.limit = limit
        self.cursor = cursor
    }
}

/// Some charges with all columns, in the order in which they are stored.
public struct ChargePage: Hashable, Sendable {
    /// A charge, and what the rules made of it.
    public struct Row: Hashable, Sendable {
        /// The charge as it was imported.
        public let charge: Charge
        /// Whom it is counted for.
        public let department: Department
    }

    /// The charges.
    public let rows: [Row]
    /// Where the next page begins; `nil` on the last.
    public let nextCursor: Int64?
}

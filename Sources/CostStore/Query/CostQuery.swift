public import CostModel

/// A question to the store: what was spent in a period, by what.
public struct CostQuery: Hashable, Sendable {
    /// The order of the rows.
    public enum Order: String, Hashable, Sendable, Codable {
        /// The largest amount first, by currency.
        case largestFirst
        /// The smallest (or most negative) amount first, by currency.
        case smallestFirst
        /// By time and within that the largest amount first.
        case oldestFirst
    }

    /// The days in which charges begin.
    public var period: Period
    /// Which cost.
    public var metric: CostMetric
    /// The dimensions of a row, at most ``maximumDimensions``.
    public var groupBy: [CostDimension]
    /// Whether rows are by day, by month or for the whole period.
    public var granularity: CostGranularity
    /// All must hold.
    public var filters: [CostFilter]
    /// The order of the rows.
    public var order: Order
    /// How many rows an answer has at most, 1 to ``maximumLimit``; more are had with ``cursor``.
    public var limit: Int
    /// Where the answer before ended; see ``CostAnswer/nextCursor``.
    public var cursor: String?

    /// How many dimensions a query may group by.
    public static let maximumDimensions = 6
    /// The most rows of one answer.
    public static let maximumLimit = 10_000

    /// Puts a query together.
    public init(
        period: Period, metric: CostMetric = .effective, groupBy: [CostDimension] = [],
        granularity: CostGranularity = .none, filters: [CostFilter] = [], order: Order = .largestFirst,
        limit: Int = 1000, cursor: String? = nil
    ) {
        self.period = period
        self.metric = metric
        self.groupBy = groupBy
        self.granularity = granularity
        self.filters = filters
        self.order = order
        self.limit = limit
        self.cursor = cursor
    }
}

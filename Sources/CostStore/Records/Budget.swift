public import CostModel

/// An amount that is planned for every month, quarter or year.
public struct Budget: Hashable, Sendable {
    /// How long one amount lasts.
    public enum Grain: String, CaseIterable, Hashable, Sendable, Codable {
        /// A calendar month.
        case month
        /// A calendar quarter.
        case quarter
        /// A calendar year.
        case year
    }

    /// The id.
    public var id: String
    /// The name for people.
    public var name: String
    /// How much per ``grain``.
    public var amount: Money
    /// How long one amount lasts.
    public var grain: Grain
    /// Which cost counts.
    public var metric: CostMetric
    /// The first day.
    public var start: Day
    /// The day after the last; `nil` for no end.
    public var end: Day?
    /// Which charges count: all must hold.
    public var filters: [CostFilter]
    /// At which percentages of the amount somebody wants to know, in order.
    public var thresholds: [Int]

    /// Puts a budget together.
    public init(
        id: String, name: String, amount: Money, grain: Grain = .month, metric: CostMetric = .effective, start: Day,
        end: Day? = nil, filters: [CostFilter] = [], thresholds: [Int] = [80, 100]
    ) {
        self.id = id
        self.name = name
        self.amount = amount
        self.grain = grain
        self.metric = metric
        self.start = start
        self.end = end
        self.filters = filters
        self.thresholds = thresholds
    }
}

/// Keeps the charges whose dimension has one of some values.
public struct CostFilter: Hashable, Sendable {
    /// What is compared.
    public var dimension: CostDimension
    /// The values, compared exactly; `nil` stands for charges without one. Empty keeps nothing.
    public var values: [String?]
    /// Whether the charges with these values are dropped instead.
    public var excludes: Bool

    /// Puts a filter together.
    public init(_ dimension: CostDimension, in values: [String?], excludes: Bool = false) {
        self.dimension = dimension
        self.values = values
        self.excludes = excludes
    }
}

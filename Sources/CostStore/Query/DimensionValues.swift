public import CostModel

/// Asks which values a dimension has.
public struct DimensionQuery: Hashable, Sendable {
    /// The dimension; with ``CostDimension/tag(_:)`` of an empty key, the keys of tags are listed.
    public var dimension: CostDimension
    /// Only values that contain this text, in any case.
    public var search: String?
    /// How many at most.
    public var limit: Int

    /// Puts a question together.
    public init(_ dimension: CostDimension, search: String? = nil, limit: Int = 100) {
        self.dimension = dimension
        self.search = search
        self.limit = limit
    }
}

/// How much of the cost carries a tag.
public struct TagCoverage: Hashable, Sendable {
    /// The key that was asked for.
    public let key: String
    /// The value of the dimension that was grouped by; `nil` for none.
    public let group: String?
    /// What charges with the tag add up to.
    public let tagged: Money
    /// What all charges add up to.
    public let total: Money
}

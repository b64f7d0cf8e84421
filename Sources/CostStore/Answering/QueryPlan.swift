import CostModel

/// From what a question is answered: the smallest sums that know the dimensions, and whole months by month.
struct QueryPlan {
    /// A stretch of time from one source.
    struct Piece {
        enum Source: Hashable {
            case rollup(RollupKind)
            case charges
        }

        let source: Source
        let period: Period
    }

    let pieces: [Piece]

    init(_ query: CostQuery) {
        let dimensions = Set(query.groupBy + query.filters.map(\.dimension))
        if let index = Self.single(dimensions) {
            pieces = [Piece(source: .rollup(.dimension(index)), period: query.period)]
            return
        }
        if dimensions.contains(.resource) {
            pieces = [Piece(source: .charges, period: query.period)]
            return
        }
        let isFine = dimensions.contains(where: Self.isFine)
        let days = isFine ? Piece.Source.charges : .rollup(.days)
        guard query.granularity != .day, let whole = Self.wholeMonths(query.period) else {
            pieces = [Piece(source: days, period: query.period)]
            return
        }
        let months = Piece(source: .rollup(isFine ? .tagged : .months), period: whole)
        let rest = [
            Period(start: query.period.start, end: whole.start), Period(start: whole.end, end: query.period.end),
        ]
        pieces = [months] + rest.compactMap { $0 }.map { Piece(source: days, period: $0) }
    }

    /// Whether only the sums with tags know a dimension.
    static func isFine(_ dimension: CostDimension) -> Bool {
        if case .tag = dimension { true } else { Facet.fine.contains(dimension) }
    }

    /// Without any dimension the one with the fewest rows serves: each slice has one sub-account.
    private static func single(_ dimensions: Set<CostDimension>) -> Int? {
        guard dimensions.count <= 1 else { return nil }
        return RollupKind.dimensions.firstIndex(of: dimensions.first ?? .subAccount)
    }

    private static func wholeMonths(_ period: Period) -> Period? {
        let first = period.start == period.start.month.first ? period.start : period.start.month.adding(1).first
        let last = period.end.month.first
        return Period(start: first, end: last)
    }
}

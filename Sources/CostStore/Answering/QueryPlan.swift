import CostModel

/// From which tables a question is answered: the smallest that know the dimensions, and whole months by month.
struct QueryPlan {
    /// A stretch of time in one table.
    struct Piece {
        enum Table: Hashable {
            case rollup(RollupTable)
            case charges
        }

        let table: Table
        let period: Period
    }

    let pieces: [Piece]
    /// For ``RollupTable/narrow``: which of its dimensions.
    let narrow: Int?

    init(_ query: CostQuery) {
        let dimensions = Set(query.groupBy + query.filters.map(\.dimension))
        let needsTags = dimensions.contains { if case .tag = $0 { true } else { false } }
        if let index = Self.narrowIndex(dimensions) {
            narrow = index
            pieces = [Piece(table: .rollup(.narrow), period: query.period)]
            return
        }
        narrow = nil
        if dimensions.contains(.resource) {
            pieces = [Piece(table: .charges, period: query.period)]
            return
        }
        let days = needsTags ? Piece.Table.charges : .rollup(.daily)
        guard query.granularity != .day, let whole = Self.wholeMonths(query.period) else {
            pieces = [Piece(table: days, period: query.period)]
            return
        }
        let months = Piece(table: .rollup(needsTags ? .tagged : .monthly), period: whole)
        let rest = [
            Period(start: query.period.start, end: whole.start), Period(start: whole.end, end: query.period.end),
        ]
        pieces = [months] + rest.compactMap { $0 }.map { Piece(table: days, period: $0) }
    }

    /// Without any dimension the one with the fewest rows serves: each slice has one sub-account.
    private static func narrowIndex(_ dimensions: Set<CostDimension>) -> Int? {
        guard dimensions.count <= 1 else { return nil }
        return RollupTable.narrowDimensions.firstIndex(of: dimensions.first ?? .subAccount)
    }

    private static func wholeMonths(_ period: Period) -> Period? {
        let first = period.start == period.start.month.first ? period.start : period.start.month.adding(1).first
        let last = period.end.month.first
        return Period(start: first, end: last)
    }
}

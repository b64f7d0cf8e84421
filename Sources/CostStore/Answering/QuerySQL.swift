import CostModel

/// Writes the statement for one piece of a plan. Its keys: time, currency, the groups.
struct QuerySQL {
    let query: CostQuery
    let plan: QueryPlan
    let names: FilterIDs
    let dialect: SQLDialect

    func sums(_ piece: QueryPlan.Piece) -> GroupedSums {
        let groups = query.groupBy.map { column($0, piece) }
        let conditions = range(piece) + query.filters.enumerated().map { filter($1, names.ids[$0], piece) }
        return GroupedSums(
            keys: [time(piece), currency(piece)] + groups, count: piece.table == .charges ? "1" : "r.charges",
            micros: "r.\(query.metric.columns.micros)", picos: "r.\(query.metric.columns.picos)",
            tail: "FROM \(tables(piece)) WHERE \(conditions.joined(separator: " AND "))")
    }

    private func tables(_ piece: QueryPlan.Piece) -> String {
        switch piece.table {
        case .rollup(.narrow): return "\(RollupTable.narrow.name) r"
        case .rollup(let table): return "\(table.name) r JOIN facets f ON f.id = r.facet" + tagJoins
        case .charges:
            let range = dialect.chargesOfSlice.replacing("c.", with: "r.")
            return "slices s JOIN charges r ON \(range) JOIN facets f ON f.id = r.facet" + tagJoins
        }
    }

    private var tagKeys: [String] {
        var keys: [String] = []
        for case .tag(let key) in query.groupBy + query.filters.map(\.dimension) where !keys.contains(key.lowercased())
        {
            keys.append(key.lowercased())
        }
        return keys
    }

    /// Joins the values of the tags that are named; the charges or sums are `r`.
    var tagJoins: String {
        tagKeys.enumerated().map { index, key in
            " LEFT JOIN tag_pairs t\(index) ON t\(index).tags = r.tags AND t\(index).key = \(names.keyIDs[key] ?? -1)"
        }.joined()
    }

    private func column(_ dimension: CostDimension, _ piece: QueryPlan.Piece) -> String {
        if piece.table == .rollup(.narrow) { return "r.value" }
        if case .tag(let key) = dimension {
            return "coalesce(t\(tagKeys.firstIndex(of: key.lowercased()) ?? 0).value, 0)"
        }
        if dimension == .resource { return "r.resource" }
        return "f.\(Facet.column(of: dimension) ?? "id")"
    }

    private func currency(_ piece: QueryPlan.Piece) -> String {
        piece.table == .rollup(.narrow) ? "r.currency" : "f.currency"
    }

    private func time(_ piece: QueryPlan.Piece) -> String {
        switch (query.granularity, piece.table) {
        case (.none, _): "0"
        case (_, .rollup(let table)): "r.\(table.time)"
        case (_, .charges): "r.day"
        }
    }

    private func range(_ piece: QueryPlan.Piece) -> [String] {
        let (start, end) = (piece.period.start, piece.period.end)
        switch piece.table {
        case .rollup(let table) where table.time == "month":
            return ["r.month >= \(start.month.number)", "r.month < \(end.month.number)"]
        case .rollup(let table):
            let days = ["r.day >= \(start.number)", "r.day < \(end.number)"]
            return table == .narrow ? ["r.dimension = \(plan.narrow ?? 0)"] + days : days
        case .charges:
            return [
                "s.visible = 1", "s.first_day < \(end.number)", "s.last_day >= \(start.number)",
                "r.day >= \(start.number)", "r.day < \(end.number)",
            ]
        }
    }

    /// The conditions of all filters on charges.
    var chargeFilters: [String] {
        let piece = QueryPlan.Piece(table: .charges, period: query.period)
        return query.filters.enumerated().map { filter($1, names.ids[$0], piece) }
    }

    private func filter(_ filter: CostFilter, _ ids: [Int64], _ piece: QueryPlan.Piece) -> String {
        let list = ids.isEmpty ? "-1" : ids.map(String.init).joined(separator: ",")
        return "\(column(filter.dimension, piece)) \(filter.excludes ? "NOT IN" : "IN") (\(list))"
    }
}

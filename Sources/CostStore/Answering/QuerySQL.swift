import CostModel

/// Writes the statement that answers a question from the charges. Its keys: time, currency, the groups.
struct QuerySQL {
    let query: CostQuery
    let names: FilterIDs
    let dialect: SQLDialect

    /// The sums of a period.
    func sums(_ period: Period) -> GroupedSums {
        let (start, end) = (period.start.number, period.end.number)
        let range = dialect.chargesOfSlice.replacing("c.", with: "r.")
        let conditions = [
            range, "f.id = r.facet", "s.visible = 1", "s.first_day < \(end)", "s.last_day >= \(start)",
            "r.day >= \(start)",
            "r.day < \(end)",
        ]
        return GroupedSums(
            keys: [query.granularity == .none ? "0" : "r.day", "f.currency"] + query.groupBy.map(column), count: "1",
            micros: "r.\(query.metric.columns.micros)", picos: "r.\(query.metric.columns.picos)",
            // CROSS has SQLite keep the order of the tables; left to itself it goes through all charges.
            tail: "FROM slices s CROSS JOIN charges r CROSS JOIN facets f\(tagJoins)"
                + " WHERE \((conditions + filters).joined(separator: " AND "))")
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

    private func column(_ dimension: CostDimension) -> String {
        if case .tag(let key) = dimension {
            return "coalesce(t\(tagKeys.firstIndex(of: key.lowercased()) ?? 0).value, 0)"
        }
        if dimension == .resource { return "r.resource" }
        return "f.\(Facet.column(of: dimension) ?? "id")"
    }

    /// The conditions of all filters.
    var filters: [String] {
        query.filters.enumerated().map { index, filter in
            let ids = names.ids[index]
            let list = ids.isEmpty ? "-1" : ids.map(String.init).joined(separator: ",")
            return "\(column(filter.dimension)) \(filter.excludes ? "NOT IN" : "IN") (\(list))"
        }
    }
}

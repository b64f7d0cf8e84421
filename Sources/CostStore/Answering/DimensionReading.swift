import CostModel

/// Lists the values of dimensions and weighs tags, on the thread of a connection.
struct DimensionReading {
    let connection: any SQLConnection

    func values(_ query: DimensionQuery) throws(CostStoreError) -> [String] {
        guard (1...CostQuery.maximumLimit).contains(query.limit) else {
            throw CostStoreError(.invalid, "the limit must be from 1 to \(CostQuery.maximumLimit)")
        }
        let search = query.search == nil ? "" : " AND lower(t.value) LIKE ? ESCAPE '\\'"
        let sql =
            "SELECT DISTINCT t.value FROM texts t WHERE t.id <> 0 AND t.id IN (\(try ids(query.dimension)))\(search)"
        // Collation by the bytes, outside of DISTINCT, for both databases alike.
        let ordered = "SELECT value FROM (\(sql)) v ORDER BY value\(connection.dialect.byBytes) LIMIT ?"
        let pattern = query.search.map { [SQLValue.text("%\(Self.escaped($0.lowercased()))%")] } ?? []
        return try connection.rows(ordered, pattern + [SQLValue(query.limit)]).map { $0.text(0) }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }

    /// A query for the ids of the values that visible charges have.
    private func ids(_ dimension: CostDimension) throws(CostStoreError) -> String {
        let used = "SELECT tags FROM monthly_tags"
        switch dimension {
        case .tag(let key) where key.isEmpty: return "SELECT key FROM tag_pairs WHERE tags IN (\(used))"
        case .tag(let key):
            let id = try TextLookup.id(key.lowercased(), connection) ?? -1
            return "SELECT value FROM tag_pairs WHERE key = \(id) AND tags IN (\(used))"
        case .resource:
            let range = connection.dialect.chargesOfSlice
            return "SELECT c.resource FROM slices s JOIN charges c ON \(range) WHERE s.visible = 1"
        default:
            let column = Facet.column(of: dimension) ?? "id"
            return "SELECT \(column) FROM facets WHERE id IN (SELECT facet FROM monthly)"
        }
    }

    func coverage(
        keys: [String], period: Period, metric: CostMetric, groupBy: CostDimension?, filters: [CostFilter]
    ) throws(CostStoreError) -> [TagCoverage] {
        var coverage: [TagCoverage] = []
        for key in keys {
            var query = CostQuery(period: period, metric: metric, groupBy: [.tag(key)], filters: filters)
            if let groupBy, groupBy != .tag(key) { query.groupBy.append(groupBy) }
            query.limit = CostQuery.maximumLimit
            coverage += try fold(key, query)
        }
        return coverage
    }

    private struct Group: Hashable {
        let name: String?
        let currency: Currency
    }

    private func fold(_ key: String, _ query: CostQuery) throws(CostStoreError) -> [TagCoverage] {
        var query = query
        var sums: [Group: (tagged: Int128, total: Int128)] = [:]
        repeat {
            let answer = try CostAnswering(connection: connection).answer(query)
            for row in answer.rows {
                let group = Group(name: row.values.count > 1 ? row.values[1] : nil, currency: row.cost.currency)
                let picos = row.cost.amount.picos
                let sum = sums[group] ?? (0, 0)
                sums[group] = (sum.tagged + (row.values[0] == nil ? 0 : picos), sum.total + picos)
            }
            query.cursor = answer.nextCursor
        } while query.cursor != nil
        let sorted = sums.sorted { ($0.key.currency, $1.value.total) < ($1.key.currency, $0.value.total) }
        return sorted.map { group, sum in
            TagCoverage(
                key: key, group: group.name, tagged: Money(Amount(picos: sum.tagged), group.currency),
                total: Money(Amount(picos: sum.total), group.currency))
        }
    }
}

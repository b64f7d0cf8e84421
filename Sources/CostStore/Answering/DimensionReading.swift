import CostModel

/// Lists the values of dimensions and weighs tags, on the thread of a connection.
struct DimensionReading {
    let connection: any SQLConnection

    func values(_ query: DimensionQuery) throws(CostStoreError) -> [String] {
        guard (1...CostQuery.maximumLimit).contains(query.limit) else {
            throw CostStoreError(.invalid, "the limit must be from 1 to \(CostQuery.maximumLimit)")
        }
        if query.dimension == .resource { return try resources(query) }
        let ids = try ids(query.dimension)
        let wanted = query.search?.lowercased()
        let found = Set(try TextLookup.texts(ids, connection).values).filter { text in
            wanted.map { text.lowercased().contains($0) } ?? true
        }
        return Array(found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.prefix(query.limit))
    }

    /// The resources that visible charges have. There may be a great many of them, so the database chooses.
    private func resources(_ query: DimensionQuery) throws(CostStoreError) -> [String] {
        let search = query.search == nil ? "" : " AND lower(t.value) LIKE ? ESCAPE '\\'"
        let sql =
            "SELECT DISTINCT t.value FROM texts t WHERE t.id <> 0 AND t.id IN (SELECT c.resource FROM slices s"
            + " CROSS JOIN charges c WHERE \(connection.dialect.chargesOfSlice) AND s.visible = 1)\(search)"
        // Collation by the bytes, outside of DISTINCT, for both databases alike.
        let ordered = "SELECT value FROM (\(sql)) v ORDER BY value\(connection.dialect.byBytes) LIMIT ?"
        let pattern = query.search.map { [SQLValue.text("%\(Self.escaped($0.lowercased()))%")] } ?? []
        return try connection.rows(ordered, pattern + [SQLValue(query.limit)]).map { $0.text(0) }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }

    /// The ids of the values that visible charges have.
    private func ids(_ dimension: CostDimension) throws(CostStoreError) -> Set<Int64> {
        guard case .tag(let key) = dimension else {
            return try used(dimension, in: QueryPlan.isFine(dimension) ? .tagged : .months)
        }
        let used = try used(dimension, in: .tagged)
        guard !key.isEmpty else {
            let pairs = try connection.rows("SELECT key, tags FROM tag_pairs")
            return Set(pairs.lazy.filter { used.contains($0.integer(1)) }.map { $0.integer(0) })
        }
        guard let id = try TextLookup.id(key.lowercased(), connection) else { return [] }
        return Set(try TagValues.values(id, connection).lazy.filter { used.contains($0.key) }.map(\.value))
    }

    /// What the keys of the rollups have of a dimension.
    private func used(_ dimension: CostDimension, in kind: RollupKind) throws(CostStoreError) -> Set<Int64> {
        var ids: Set<Int64> = []
        let place = kind.place(of: dimension) ?? 0
        try RollupReading.eachBlock(kind, nil, connection) { block throws(CostStoreError) in
            for key in 0..<block.keyCount { ids.insert(block.keys[place].integer(key)) }
        }
        return ids
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

import CostModel

extension Publisher {
    private struct Total: Hashable {
        let month: Int64
        let subAccount: Int64
        let currency: Int64
    }

    /// Records the totals of past months that the new slices change.
    func recordRestatements(
        _ importID: Int64, _ replaced: [Stored], _ slices: [SliceInterner.Slice],
        _ totals: [RollupBuilder.SliceCurrency: RollupSums.Entry], _ moment: Instant
    ) throws(CostStoreError) {
        let past = Int64(moment.day.month.number)
        let keys = Set(replaced.map(\.key))
        let old = try oldTotals(replaced.filter { $0.key.month < past })
        var new: [Total: RollupSums.Entry] = [:]
        let bySlice = Dictionary(grouping: totals) { $0.key.slice }
        for slice in slices where slice.month < past && keys.contains(slice.key) {
            for (key, entry) in bySlice[slice.id] ?? [] {
                let total = Total(month: slice.month, subAccount: slice.subAccount, currency: key.currency)
                new[total, default: RollupSums.Entry(first: 0, second: 0)].add(entry)
            }
        }
        for total in Set(old.keys).union(new.keys) {
            try record(importID, total, old[total], new[total])
        }
    }

    private func oldTotals(_ slices: [Stored]) throws(CostStoreError) -> [Total: RollupSums.Entry] {
        var totals: [Total: RollupSums.Entry] = [:]
        let bySlice = Dictionary(slices.map { ($0.id, $0.key) }) { first, _ in first }
        for list in slices.map(\.id).lists {
            let sql =
                "SELECT slice, currency, charges, \(CostColumns.pairs.joined(separator: ", ")) FROM slice_totals"
                + " WHERE slice IN (\(list))"
            for row in try connection.rows(sql) {
                guard let key = bySlice[row.integer(0)] else { continue }
                let total = Total(month: key.month, subAccount: key.subAccount, currency: row.integer(1))
                totals[total, default: RollupSums.Entry(first: 0, second: 0)].add(Self.entry(row))
            }
        }
        return totals
    }

    private static func entry(_ row: SQLRow) -> RollupSums.Entry {
        func cost(_ index: Int) -> Int128 {
            CostColumns.join(micros: row.wide(3 + 2 * index), picos: row.wide(4 + 2 * index)).picos
        }
        return RollupSums.Entry(
            first: 0, second: 0, count: row.integer(2), billed: cost(0), effective: cost(1), list: cost(2),
            contracted: cost(3))
    }

    private func record(
        _ importID: Int64, _ total: Total, _ old: RollupSums.Entry?, _ new: RollupSums.Entry?
    ) throws(CostStoreError) {
        let pairs: [(CostMetric, Int128, Int128)] = [
            (.billed, old?.billed ?? 0, new?.billed ?? 0), (.effective, old?.effective ?? 0, new?.effective ?? 0),
            (.list, old?.list ?? 0, new?.list ?? 0), (.contracted, old?.contracted ?? 0, new?.contracted ?? 0),
        ]
        for (metric, before, after) in pairs where before != after {
            try connection.run(
                "INSERT INTO restatements (id, import, month, sub_account, metric, currency, old_amount, new_amount)"
                    + " VALUES ((SELECT coalesce(max(id), 0) + 1 FROM restatements), ?, ?, ?, ?, ?, ?, ?)",
                [
                    .integer(importID), .integer(total.month), .integer(total.subAccount), .text(metric.rawValue),
                    .integer(total.currency), .text(String(before)), .text(String(after)),
                ])
        }
    }
}

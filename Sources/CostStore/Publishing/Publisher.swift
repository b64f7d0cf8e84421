import CostModel

/// The end of an import, in one transaction: its slices become visible in the place of those they replace.
struct Publisher {
    let connection: any SQLConnection

    /// A visible slice.
    struct Stored {
        let id: Int64
        let key: SliceInterner.Slice.Key
        let firstDay: Int64
        let lastDay: Int64
    }

    /// Makes the slices of an import visible and records it. The caller has flushed the rollups and begun a
    /// transaction.
    func publish(
        _ loader: ChargeLoader, source: String, digest: String?, _ options: ImportOptions
    ) throws(CostStoreError) -> ImportRecord {
        let slices = loader.slices.all
        let replaced = try stored(slices.map(\.month)).filter { old in slices.contains { $0.key == old.key } }
        let leaving = replaced + (options.isSample || slices.isEmpty ? [] : try sampleSlices(besides: replaced))
        let totals = loader.rollups.totals
        try recordRestatements(loader.importID, replaced, slices, totals, options.moment)
        try hide(leaving)
        try show(slices, totals)
        try record(loader, source, digest, options)
        try connection.run("UPDATE store_state SET version = version + 1")
        let months = slices.map(\.month)
        return ImportRecord(
            id: loader.importID, source: source, digest: digest, moment: options.moment,
            chargeCount: loader.chargeCount, months: Month.range(months.min(), months.max()),
            isSample: options.isSample, isRepeat: false)
    }

    /// The visible slices of some months.
    func stored(_ months: [Int64]) throws(CostStoreError) -> [Stored] {
        guard let first = months.min(), let last = months.max() else { return [] }
        return try visible("month BETWEEN ? AND ?", [.integer(first), .integer(last)])
    }

    /// The visible slices of sample data: it makes room when real data comes, so that the two are never added up.
    private func sampleSlices(besides replaced: [Stored]) throws(CostStoreError) -> [Stored] {
        let known = Set(replaced.map(\.id))
        return try visible("import IN (SELECT id FROM imports WHERE is_sample = 1)", []).filter {
            !known.contains($0.id)
        }
    }

    private func visible(_ condition: String, _ arguments: [SQLValue]) throws(CostStoreError) -> [Stored] {
        let sql =
            "SELECT id, month, provider, billing_account, sub_account, first_day, last_day FROM slices"
            + " WHERE visible = 1 AND \(condition)"
        return try connection.rows(sql, arguments).map { row in
            Stored(
                id: row.integer(0),
                key: SliceInterner.Slice.Key(
                    month: row.integer(1), provider: row.integer(2), billingAccount: row.integer(3),
                    subAccount: row.integer(4)), firstDay: row.integer(5), lastDay: row.integer(6))
        }
    }

    private func hide(_ slices: [Stored]) throws(CostStoreError) {
        for list in slices.map(\.id).lists { try connection.run("UPDATE slices SET visible = 0 WHERE id IN (\(list))") }
    }

    private func show(
        _ slices: [SliceInterner.Slice], _ totals: [RollupBuilder.SliceCurrency: RollupSums.Entry]
    ) throws(CostStoreError) {
        for slice in slices {
            try connection.run(
                "UPDATE slices SET visible = 1, first_day = ?, last_day = ?, charges = ? WHERE id = ?",
                [
                    .integer(Int64(slice.firstDay)), .integer(Int64(slice.lastDay)), .integer(slice.count),
                    .integer(slice.id),
                ])
        }
        var rows = BulkRows()
        for (key, entry) in totals { try rows.append(key.slice, key.currency, sums: entry) }
        let columns = ["slice", "currency", "charges"] + CostColumns.pairs
        try connection.append(rows, to: BulkTable("slice_totals", columns))
    }

    private func record(
        _ loader: ChargeLoader, _ source: String, _ digest: String?, _ options: ImportOptions
    ) throws(CostStoreError) {
        let months = loader.slices.all.map(\.month)
        try connection.run(
            "INSERT INTO imports (id, source, digest, moment, charges, slices, first_month, last_month, is_sample)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(loader.importID), .text(source), SQLValue(digest), .integer(options.moment.seconds),
                SQLValue(loader.chargeCount), SQLValue(months.count), SQLValue(months.min()), SQLValue(months.max()),
                SQLValue(options.isSample ? 1 : 0),
            ])
    }
}

extension [Int64] {
    /// The numbers as lists for `IN (…)`, a few hundred in each.
    var lists: [String] {
        stride(from: 0, to: count, by: 400).map { start in
            self[start..<Swift.min(start + 400, count)].map { String($0) }.joined(separator: ",")
        }
    }
}

extension Month {
    /// The month of a count of months since January of the year 0.
    init(count: Int64) {
        self.init(year: Int(count) / 12, month: Int(count) % 12 + 1)
    }

    static func range(_ first: Int64?, _ last: Int64?) -> ClosedRange<Month>? {
        guard let first, let last, first <= last else { return nil }
        return Month(count: first)...Month(count: last)
    }
}

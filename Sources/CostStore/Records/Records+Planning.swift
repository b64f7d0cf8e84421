import CostModel

extension Records {
    func budgets() throws(CostStoreError) -> [Budget] {
        let sql =
            "SELECT id, name, amount, currency, grain, metric, start_day, end_day, filters, thresholds FROM budgets"
            + " ORDER BY name\(connection.dialect.byBytes), id"
        var budgets: [Budget] = []
        for row in try connection.rows(sql) {
            guard let picos = Int128(row.text(2)), let currency = Currency(row.text(3)),
                let grain = Budget.Grain(rawValue: row.text(4)), let metric = CostMetric(rawValue: row.text(5))
            else { throw CostStoreError(.damaged, "the budget \(row.text(0)) cannot be read; save it anew") }
            budgets.append(
                Budget(
                    id: row.text(0), name: row.text(1), amount: Money(Amount(picos: picos), currency), grain: grain,
                    metric: metric, start: Day(number: Int32(row.integer(6))),
                    end: row.optionalInteger(7).map { Day(number: Int32($0)) },
                    filters: try Self.decode([CostFilter].self, row.text(8)),
                    thresholds: try Self.decode([Int].self, row.text(9))))
        }
        return budgets
    }

    func save(_ budget: Budget) throws(CostStoreError) {
        let columns = [
            "name", "amount", "currency", "grain", "metric", "start_day", "end_day", "filters", "thresholds",
        ]
        let updates = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        try connection.run(
            "INSERT INTO budgets (id, \(columns.joined(separator: ", "))) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET \(updates)",
            [
                .text(budget.id), .text(budget.name), .text(String(budget.amount.amount.picos)),
                .text(budget.amount.currency.code), .text(budget.grain.rawValue), .text(budget.metric.rawValue),
                .integer(Int64(budget.start.number)), SQLValue(budget.end.map { Int64($0.number) }),
                .text(try Self.encode(budget.filters)), .text(try Self.encode(budget.thresholds)),
            ])
    }

    /// Removes rows and says whether there were any.
    func remove(from table: String, where condition: String, _ arguments: [SQLValue]) throws(CostStoreError) -> Bool {
        try !connection.rows("DELETE FROM \(table) WHERE \(condition) RETURNING id", arguments).isEmpty
    }

    func documents(
        _ kind: StoredDocument.Kind, status: String?, limit: Int
    ) throws(CostStoreError) -> [StoredDocument] {
        let condition = status == nil ? "" : " AND status = ?"
        let arguments: [SQLValue] = [.text(kind.rawValue)] + (status.map { [.text($0)] } ?? []) + [SQLValue(limit)]
        let sql =
            "SELECT id, status, body, moment FROM documents WHERE kind = ?\(condition)"
            + " ORDER BY id\(connection.dialect.byBytes) LIMIT ?"
        return try connection.rows(sql, arguments).map { row in
            StoredDocument(
                kind: kind, id: row.text(0), status: row.text(1), body: row.text(2),
                moment: Instant(seconds: row.integer(3)))
        }
    }

    func save(_ document: StoredDocument) throws(CostStoreError) {
        try connection.run(
            "INSERT INTO documents (kind, id, status, body, moment) VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, id)"
                + " DO UPDATE SET status = excluded.status, body = excluded.body, moment = excluded.moment",
            [
                .text(document.kind.rawValue), .text(document.id), .text(document.status), .text(document.body),
                .integer(document.moment.seconds),
            ])
    }

    func usage(metric: String, period: Period) throws(CostStoreError) -> [UsagePoint] {
        let sql = "SELECT day, value FROM usage_points WHERE metric = ? AND day >= ? AND day < ? ORDER BY day"
        let arguments: [SQLValue] = [
            .text(metric), .integer(Int64(period.start.number)), .integer(Int64(period.end.number)),
        ]
        return try connection.rows(sql, arguments).compactMap { row in
            Int128(row.text(1)).map {
                UsagePoint(day: Day(number: Int32(row.integer(0))), value: Amount(picos: $0))
            }
        }
    }

    func usageMetrics() throws(CostStoreError) -> [String] {
        try connection.rows("SELECT DISTINCT metric FROM usage_points").map { $0.text(0) }.sorted()
    }

    func save(_ points: [UsagePoint], metric: String) throws(CostStoreError) {
        for point in points {
            try connection.run(
                "INSERT INTO usage_points (metric, day, value) VALUES (?, ?, ?) ON CONFLICT (metric, day)"
                    + " DO UPDATE SET value = excluded.value",
                [.text(metric), .integer(Int64(point.day.number)), .text(String(point.value.picos))])
        }
    }

    func evidence(_ id: String) throws(CostStoreError) -> Evidence? {
        let sql =
            "SELECT tool, arguments, start_day, end_day, filters, version, moment FROM evidence WHERE id = ?"
        guard let row = try connection.row(sql, [.text(id)]) else { return nil }
        let (start, end) = (Day(number: Int32(row.integer(2))), Day(number: Int32(row.integer(3))))
        let charges = ChargeQuery(
            period: Period(start: start, end: end) ?? Period(day: start),
            filters: try Self.decode([CostFilter].self, row.text(4)))
        let draft = Evidence.Draft(
            tool: row.text(0), arguments: row.text(1), charges: charges, version: DataVersion(number: row.integer(5)))
        return Evidence(
            id: id, draft: draft, moment: Instant(seconds: row.integer(6)), currentVersion: try version())
    }

    func save(_ draft: Evidence.Draft, at moment: Instant) throws(CostStoreError) -> Evidence {
        let filters = try Self.encode(draft.charges.filters)
        let parts = [draft.tool, draft.arguments, "\(draft.charges.period)", filters, "\(draft.version.number)"]
        let words = parts.map { StableHash.hash($0) }
        let number = UInt64(StableHash.hash(words)) << 1 ^ UInt64(StableHash.hash(words.reversed()))
        let id = "ev_" + String(number, radix: 36)
        try connection.run(
            "INSERT INTO evidence (id, tool, arguments, start_day, end_day, filters, version, moment)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            [
                .text(id), .text(draft.tool), .text(draft.arguments),
                .integer(Int64(draft.charges.period.start.number)), .integer(Int64(draft.charges.period.end.number)),
                .text(filters), .integer(draft.version.number), .integer(moment.seconds),
            ])
        return Evidence(id: id, draft: draft, moment: moment, currentVersion: try version())
    }
}

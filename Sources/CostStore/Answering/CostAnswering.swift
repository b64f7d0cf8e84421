import CostModel

/// Answers a ``CostQuery`` on the thread of a connection.
struct CostAnswering {
    let connection: any SQLConnection

    /// More groups than this are refused: nobody reads them, and they would fill the memory.
    static let maximumGroups = 200_000

    private struct Key: Hashable {
        let time: Int64
        let currency: Int64
        let groups: [Int64]
    }

    private struct Sum {
        var count: Int64 = 0
        var picos: Int128 = 0
    }

    func answer(_ query: CostQuery) throws(CostStoreError) -> CostAnswer {
        try check(query)
        let summary = try Records(connection).summary()
        let sums = try sums(query)
        let sorted = try sort(sums, query.order)
        let start = try offset(query.cursor, summary.version)
        let end = min(sorted.count, start + query.limit)
        let page = start < end ? Array(sorted[start..<end]) : []
        return CostAnswer(
            rows: try rows(page, query), totals: try totals(sums), rowCount: sums.count,
            chargeCount: Int(sums.values.reduce(0) { $0 + $1.count }),
            nextCursor: end < sorted.count ? "\(summary.version.number).\(end)" : nil, version: summary.version,
            dataThrough: summary.dataThrough)
    }

    private func check(_ query: CostQuery) throws(CostStoreError) {
        guard query.groupBy.count <= CostQuery.maximumDimensions, Set(query.groupBy).count == query.groupBy.count else {
            throw CostStoreError(
                .invalid, "group by at most \(CostQuery.maximumDimensions) dimensions, each named once")
        }
        guard (1...CostQuery.maximumLimit).contains(query.limit) else {
            throw CostStoreError(.invalid, "the limit must be from 1 to \(CostQuery.maximumLimit)")
        }
    }

    private func sums(_ query: CostQuery) throws(CostStoreError) -> [Key: Sum] {
        let names = try FilterIDs(query.filters, query.groupBy, connection)
        let reading = RollupReading(
            query: query, names: names, tags: try TagValues(query, names, connection), connection: connection)
        var sums: [Key: Sum] = [:]
        for piece in QueryPlan(query).pieces {
            let found = CostSums(groups: query.groupBy.count)
            switch piece.source {
            case .rollup(let kind): try reading.add(kind, piece.period, to: found)
            case .charges: try addCharges(piece.period, query, names, to: found)
            }
            for entry in found.entries { add(entry, query.granularity, isByMonth: piece.isByMonth, to: &sums) }
            guard sums.count <= Self.maximumGroups else { throw .tooManyGroups }
        }
        return sums
    }

    private func addCharges(
        _ period: Period, _ query: CostQuery, _ names: FilterIDs, to sums: CostSums
    ) throws(CostStoreError) {
        let count = query.groupBy.count
        let sql = QuerySQL(query: query, names: names, dialect: connection.dialect)
        for row in try connection.groups(sql.sums(period)) {
            let key = sums.key((1...(count + 1)).map { UInt32(truncatingIfNeeded: row.integer($0)) })
            let place = sums.place(key, time: Int32(truncatingIfNeeded: row.integer(0)))
            let cost = CostColumns.join(micros: row.wide(count + 3), picos: row.wide(count + 4))
            sums.add(CostSums.Sum(count: row.integer(count + 2), picos: cost.picos), at: place)
        }
    }

    private func add(
        _ entry: CostSums.Entry, _ granularity: CostGranularity, isByMonth: Bool, to sums: inout [Key: Sum]
    ) {
        let key = Key(
            time: time(entry.time, granularity, isByMonth), currency: entry.currency, groups: entry.groups)
        sums[key, default: Sum()].count += entry.count
        sums[key, default: Sum()].picos += entry.picos
    }

    /// The first day of a row's day or month.
    private func time(_ value: Int64, _ granularity: CostGranularity, _ isByMonth: Bool) -> Int64 {
        switch granularity {
        case .none: 0
        case .day: value
        case .month where isByMonth: Int64(Month(count: value).first.number)
        case .month: Int64(Day(number: Int32(value)).month.first.number)
        }
    }

    private func sort(
        _ sums: [Key: Sum], _ order: CostQuery.Order
    ) throws(CostStoreError) -> [(key: Key, value: Sum)] {
        let codes = try TextLookup.texts(Set(sums.keys.map(\.currency)), connection)
        let ranks = Dictionary(codes.sorted { $0.value < $1.value }.enumerated().map { ($1.key, $0) }) { first, _ in
            first
        }
        return sums.sorted { left, right in
            if order == .oldestFirst, left.key.time != right.key.time { return left.key.time < right.key.time }
            let (first, second) = (ranks[left.key.currency] ?? 0, ranks[right.key.currency] ?? 0)
            if first != second { return first < second }
            if left.value.picos != right.value.picos {
                return (left.value.picos > right.value.picos) != (order == .smallestFirst)
            }
            if left.key.time != right.key.time { return left.key.time < right.key.time }
            return left.key.groups.lexicographicallyPrecedes(right.key.groups)
        }
    }

    private func offset(_ cursor: String?, _ version: DataVersion) throws(CostStoreError) -> Int {
        guard let cursor else { return 0 }
        let parts = cursor.split(separator: ".").map { Int64($0) }
        guard parts.count == 2, let first = parts[0], let offset = parts[1], offset >= 0 else {
            throw CostStoreError(.invalid, "the cursor is none that this store gave; ask without one")
        }
        guard first == version.number else {
            throw CostStoreError(.invalid, "the data has changed since the cursor was given; ask without one")
        }
        return Int(clamping: offset)
    }

    private func rows(
        _ page: [(key: Key, value: Sum)], _ query: CostQuery
    ) throws(CostStoreError) -> [CostAnswer.Row] {
        let ids = Set(page.flatMap { [$0.key.currency] + $0.key.groups })
        let texts = try TextLookup.texts(ids, connection)
        return try page.map { key, sum throws(CostStoreError) in
            CostAnswer.Row(
                start: query.granularity == .none ? nil : Day(number: Int32(key.time)),
                values: key.groups.map { texts[$0] },
                cost: Money(Amount(picos: sum.picos), try Self.currency(texts[key.currency])),
                chargeCount: Int(sum.count))
        }
    }

    private func totals(_ sums: [Key: Sum]) throws(CostStoreError) -> [Money] {
        var totals: [Int64: Int128] = [:]
        for (key, sum) in sums { totals[key.currency, default: 0] += sum.picos }
        let texts = try TextLookup.texts(Set(totals.keys), connection)
        let money = try totals.map { id, picos throws(CostStoreError) in
            Money(Amount(picos: picos), try Self.currency(texts[id]))
        }
        return money.sorted { $0.currency < $1.currency }
    }

    static func currency(_ text: String?) throws(CostStoreError) -> Currency {
        guard let currency = text.flatMap({ Currency($0) }) else {
            throw CostStoreError(.damaged, "a currency of the store cannot be read; restore a copy or import again")
        }
        return currency
    }
}

extension QueryPlan.Piece {
    var isByMonth: Bool {
        if case .rollup(let kind) = source { kind.isByMonth } else { false }
    }
}

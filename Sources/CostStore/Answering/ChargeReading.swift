import CostModel

/// Reads charges with all their columns, on the thread of a connection.
struct ChargeReading {
    let connection: any SQLConnection

    func page(_ query: ChargeQuery) throws(CostStoreError) -> ChargePage {
        guard (1...ChargeQuery.maximumLimit).contains(query.limit) else {
            throw CostStoreError(.invalid, "the limit must be from 1 to \(ChargeQuery.maximumLimit)")
        }
        var rows: [(row: SQLRow, month: Int64)] = []
        let filters = try FilterIDs(query.filters, [], connection)
        for slice in try slices(query) where rows.count <= query.limit {
            let sql = statement(query, filters, slice, limit: query.limit + 1 - rows.count)
            rows += try connection.rows(sql).map { ($0, slice.month) }
        }
        let page = rows.prefix(query.limit)
        return ChargePage(
            rows: try charges(Array(page)), nextCursor: rows.count > query.limit ? page.last?.row.integer(0) : nil)
    }

    /// The names of the custom columns that the charges of a question have, in order.
    func customColumns(_ query: ChargeQuery) throws(CostStoreError) -> [String] {
        let query = ChargeQuery(period: query.period, filters: query.filters)
        let filters = try FilterIDs(query.filters, [], connection)
        var seen: Set<Int64> = [0]
        var names: Set<String> = []
        for slice in try slices(query) {
            let sql = "SELECT DISTINCT r.custom\(source(query, filters, slice))"
            let new = Set(try connection.rows(sql).map { $0.integer(0) }).subtracting(seen)
            seen.formUnion(new)
            for text in try TextLookup.texts(new, connection).values {
                names.formUnion(((try? Tags(json: text)) ?? Tags()).entries.map(\.key))
            }
        }
        return names.sorted()
    }

    private struct Slice {
        let id, month, subAccount: Int64
    }

    private func slices(_ query: ChargeQuery) throws(CostStoreError) -> [Slice] {
        let sql =
            "SELECT id, month, sub_account FROM slices WHERE visible = 1 AND first_day < ? AND last_day >= ? AND id >= ?"
            + " ORDER BY id"
        let arguments: [SQLValue] = [
            .integer(Int64(query.period.end.number)), .integer(Int64(query.period.start.number)),
            .integer((query.cursor ?? 0) >> 32),
        ]
        return try connection.rows(sql, arguments).map {
            Slice(id: $0.integer(0), month: $0.integer(1), subAccount: $0.integer(2))
        }
    }

    private static let columns = ChargeTable.valueColumns.map { "r.\($0)" }.joined(separator: ", ")

    private func statement(_ query: ChargeQuery, _ filters: FilterIDs, _ slice: Slice, limit: Int) -> String {
        "SELECT r.id, f.department, f.department_source, r.details, \(Self.columns)"
            + "\(source(query, filters, slice)) ORDER BY r.id LIMIT \(limit)"
    }

    /// The charges of a slice that are asked for, from `FROM` on.
    private func source(_ query: ChargeQuery, _ filters: FilterIDs, _ slice: Slice) -> String {
        let asked = CostQuery(period: query.period, filters: query.filters)
        let parts = QuerySQL(query: asked, names: filters, dialect: connection.dialect)
        let from = max((query.cursor ?? -1) + 1, slice.id << 32)
        var conditions = ["f.id = r.facet", "r.id >= \(from)", "r.id < \((slice.id + 1) << 32)"]
        if connection.dialect == .postgres {
            conditions += ["r.month = \(slice.month)", "r.sub_account = \(slice.subAccount)"]
        }
        conditions += ["r.day >= \(query.period.start.number)", "r.day < \(query.period.end.number)"]
        conditions += parts.filters
        return " FROM charges r CROSS JOIN facets f\(parts.tagJoins)"
            + " WHERE \(conditions.joined(separator: " AND "))"
    }

    private func charges(_ rows: [(row: SQLRow, month: Int64)]) throws(CostStoreError) -> [ChargePage.Row] {
        let tuples = try tuples(Set(rows.flatMap { row, _ in Place.tuples.map { row.integer($0) } }))
        var ids = Set(tuples.values.flatMap(\.texts))
        for (row, _) in rows { ids.formUnion(([1, 2] + Place.texts).map { row.integer($0) }) }
        let texts = try TextLookup.texts(ids, connection)
        return rows.map { row, month in
            ChargePage.Row(
                charge: charge(row, Month(count: month), tuples, texts),
                department: Department(
                    name: texts[row.integer(1)] ?? Department.unallocatedName,
                    source: texts[row.integer(2)].flatMap { DepartmentSource($0) } ?? .none))
        }
    }

    /// Where the columns of a row stand: id, department, source, details, then those of ``ChargeTable``.
    private enum Place {
        static let details = 3
        static let day = 4
        static let tuples = [6, 7, 8]
        static let texts = [9, 10, 11, 12]
        static let costs = 13
    }

    private func charge(
        _ row: SQLRow, _ month: Month, _ tuples: [Int64: StoredTuple], _ texts: [Int64: String]
    ) -> Charge {
        var charge = Charge()
        for (kind, place) in zip(ChargeTable.Tuple.allCases, Place.tuples) {
            guard let tuple = tuples[row.integer(place)] else { continue }
            for (column, id) in zip(kind.texts, tuple.texts) { charge[column] = texts[id] }
            for (column, amount) in zip(kind.amounts, tuple.amounts) { charge[column] = amount }
        }
        for (column, place) in zip(ChargeTable.ownTexts, Place.texts) { charge[column] = texts[row.integer(place)] }
        for (index, column) in CostColumns.amounts.enumerated() {
            let place = Place.costs + 2 * index
            guard row.values[place] != .null else { continue }
            charge[column] = CostColumns.join(micros: row.wide(place), picos: row.wide(place + 1))
        }
        let day = Day(number: Int32(row.integer(Place.day)))
        ChargeDetails.read(row.bytes(Place.details), day: day, month: month, into: &charge)
        return charge
    }

    private func tuples(_ ids: Set<Int64>) throws(CostStoreError) -> [Int64: StoredTuple] {
        var tuples: [Int64: StoredTuple] = [:]
        for list in ids.sorted().lists {
            for row in try connection.rows("SELECT id, kind, codes FROM tuples WHERE id IN (\(list))") {
                guard let kind = ChargeTable.Tuple(rawValue: row.integer(1)) else { continue }
                tuples[row.integer(0)] = StoredTuple(kind, row.bytes(2))
            }
        }
        return tuples
    }
}

/// A row of `tuples`, read.
struct StoredTuple {
    let texts: [Int64]
    let amounts: [Amount?]

    init(_ kind: ChargeTable.Tuple, _ codes: [UInt8]) {
        var reader = VarintReader(codes)
        texts = kind.texts.map { _ in Int64(reader.number()) }
        amounts = kind.amounts.map { _ in reader.amount() }
    }
}

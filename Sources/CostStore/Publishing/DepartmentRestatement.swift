import CostModel

/// Gives every stored charge the department that new rules find, and builds the rollups anew, all in one transaction.
struct DepartmentRestatement {
    let connection: any SQLConnection

    func run(_ rules: DepartmentRuleBook) throws(CostStoreError) {
        try Cleanup.run(connection)
        try connection.transaction { () throws(CostStoreError) in
            try Records(connection).save(rules)
            let finder = try FacetFinder(connection)
            for slice in try slices() { try restate(slice, rules, finder) }
            try rebuild(finder)
            try connection.run("UPDATE store_state SET version = version + 1")
        }
    }

    /// Makes all rollups anew from the charges; the caller has begun a transaction.
    func rebuild() throws(CostStoreError) {
        try rebuild(FacetFinder(connection))
    }

    private func slices() throws(CostStoreError) -> [Publisher.Stored] {
        try Publisher(connection: connection).stored(allMonths())
    }

    private func allMonths() throws(CostStoreError) -> [Int64] {
        let row = try connection.row("SELECT min(month), max(month) FROM slices WHERE visible = 1")
        return [row?.optionalInteger(0), row?.optionalInteger(1)].compactMap { $0 }
    }

    private func charges(of slice: Publisher.Stored) -> String {
        let range = "id >= \(slice.id << 32) AND id < \((slice.id + 1) << 32)"
        guard connection.dialect == .postgres else { return range }
        return "month = \(slice.key.month) AND sub_account = \(slice.key.subAccount) AND \(range)"
    }

    /// Moves the charges of a slice to their new facets, one stretch of days with the same rules after the other.
    private func restate(
        _ slice: Publisher.Stored, _ rules: DepartmentRuleBook, _ finder: FacetFinder
    ) throws(CostStoreError) {
        let starts = rules.versions.map { Int64($0.firstDay?.number ?? .min) }
        for (index, version) in rules.versions.enumerated() {
            let from = index == 0 ? Int64(Int32.min) : starts[index]
            let to = index + 1 < starts.count ? starts[index + 1] : Int64(Int32.max)
            guard from <= slice.lastDay, to > slice.firstDay else { continue }
            let place = "\(charges(of: slice)) AND day >= \(from) AND day < \(to)"
            let combinations = "SELECT DISTINCT facet, account, tags FROM charges WHERE \(place)"
            var moves = BulkRows()
            for row in try connection.rows(combinations) {
                let (facet, account, tags) = (row.integer(0), row.integer(1), row.integer(2))
                let new = try finder.facet(facet, account: account, tags: tags, version)
                if new != facet { moves.append(facet, account, tags, new) }
            }
            try move(moves, place)
        }
    }

    /// Moves all charges of a place at once.
    private func move(_ moves: BulkRows, _ place: String) throws(CostStoreError) {
        guard !moves.isEmpty else { return }
        try connection.append(moves, to: BulkTable("staged_facets", ["facet", "account", "tags", "target"]))
        let match = "m.facet = charges.facet AND m.account = charges.account AND m.tags = charges.tags"
        try connection.run(
            "UPDATE charges SET facet = (SELECT m.target FROM staged_facets m WHERE \(match))"
                + " WHERE \(place) AND EXISTS (SELECT 1 FROM staged_facets m WHERE \(match))")
        try connection.run("DELETE FROM staged_facets")
    }

    private func rebuild(_ finder: FacetFinder) throws(CostStoreError) {
        try connection.run("DELETE FROM rollups")
        let rollups = RollupBuilder { finder.columns(of: $0) }
        for slice in try slices() {
            var last = (slice.id << 32) - 1
            while let next = try add(slice, after: last, rollups, finder) { last = next }
        }
        try rollups.flush(to: connection)
    }

    /// Adds some charges; returns the last of them, `nil` when there are no more.
    private func add(
        _ slice: Publisher.Stored, after last: Int64, _ rollups: RollupBuilder, _ finder: FacetFinder
    ) throws(CostStoreError) -> Int64? {
        let size = 8192
        if rollups.needsFlush(before: size) { try rollups.flush(to: connection) }
        let sql =
            "SELECT id, facet, day, tags, \(CostColumns.pairs.joined(separator: ", ")) FROM charges"
            + " WHERE \(charges(of: slice)) AND id > \(last) ORDER BY id LIMIT \(size)"
        let rows = try connection.rows(sql)
        for row in rows {
            func cost(_ index: Int) -> Int128 {
                CostColumns.join(micros: row.wide(4 + 2 * index), picos: row.wide(5 + 2 * index)).picos
            }
            let costs = RollupBuilder.Costs(billed: cost(0), effective: cost(1), list: cost(2), contracted: cost(3))
            let day = Int32(row.integer(2))
            try finder.load(row.integer(1))
            rollups.add(
                facet: UInt32(row.integer(1)), day: day, month: Day(number: day).month.number, slice: UInt32(slice.id),
                tags: UInt32(row.integer(3)), costs)
        }
        return rows.last?.integer(0)
    }
}

/// Finds the facet that a charge has under other rules.
final class FacetFinder {
    private let connection: any SQLConnection
    private var store: Interner
    private var texts: TextInterner
    private var columnsByID: [Int64: [Int64]] = [:]
    private var tuples: [Int64: StoredTuple] = [:]
    private var words: [Int64: String] = [:]

    init(_ connection: any SQLConnection) throws(CostStoreError) {
        self.connection = connection
        store = try Interner(BulkTable("facets", ["id", "hash"] + Facet.columns), connection: connection)
        texts = try TextInterner(connection)
    }

    func columns(of id: UInt32) -> [Int64] { columnsByID[Int64(id)] ?? [] }

    /// Makes sure that the columns of a facet are known.
    func load(_ id: Int64) throws(CostStoreError) {
        guard columnsByID[id] == nil else { return }
        let sql = "SELECT \(Facet.columns.joined(separator: ", ")) FROM facets WHERE id = ?"
        let row = try connection.row(sql, [.integer(id)])
        columnsByID[id] = Facet.columns.indices.map { row?.integer($0) ?? 0 }
    }

    func facet(_ id: Int64, account: Int64, tags: Int64, _ rules: DepartmentRules) throws(CostStoreError) -> Int64 {
        try load(id)
        var columns = columnsByID[id] ?? []
        let accountTexts = try tuple(account)
        func column(_ dimension: CostDimension) throws(CostStoreError) -> String? {
            try word(Facet.index(of: dimension).map { columns[$0] } ?? 0)
        }
        func text(_ column: TextColumn) throws(CostStoreError) -> String? {
            try word(ChargeTable.Tuple.account.texts.firstIndex(of: column).map { accountTexts[$0] } ?? 0)
        }
        let traits = DepartmentTraits(
            tags: try word(tags).flatMap { try? Tags(json: $0) } ?? Tags(), resourceGroup: try column(.resourceGroup),
            subAccountId: try column(.subAccount), subAccountName: try column(.subAccountName),
            invoiceSection: try text(.invoiceSection), costCenter: try text(.costCenter))
        let department = rules.department(of: traits)
        columns[Facet.departmentIndex] = try texts.id(of: department.name, connection)
        columns[Facet.sourceIndex] = try texts.id(of: "\(department.source)", connection)
        let item = Interner.Item(hash: StableHash.hash(columns), integers: columns, last: [])
        let new = try store.ids(of: [item], connection).first ?? id
        columnsByID[new] = columns
        return new
    }

    private func tuple(_ id: Int64) throws(CostStoreError) -> [Int64] {
        if let tuple = tuples[id] { return tuple.texts }
        let codes = try connection.row("SELECT codes FROM tuples WHERE id = ?", [.integer(id)])?.bytes(0) ?? []
        let tuple = StoredTuple(.account, codes)
        tuples[id] = tuple
        return tuple.texts
    }

    private func word(_ id: Int64) throws(CostStoreError) -> String? {
        guard id != 0 else { return nil }
        if let word = words[id] { return word }
        if words.count > 100_000 { words = [:] }
        let word = try connection.row("SELECT value FROM texts WHERE id = ?", [.integer(id)])?.text(0)
        words[id] = word
        return word
    }
}

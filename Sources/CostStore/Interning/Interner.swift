/// Finds rows by their content, or adds them: texts, tuples and facets. Ids count up from 1; only one import or
/// restatement at a time adds any, so that they can be given here.
struct Interner {
    private let table: BulkTable
    private let selected: String
    private var nextID: Int64

    /// Takes a table whose columns begin with `id` and `hash`.
    init(_ table: BulkTable, connection: any SQLConnection) throws(CostStoreError) {
        self.table = table
        selected = table.columns.joined(separator: ", ")
        nextID = 1 + (try connection.row("SELECT max(id) FROM \(table.name)")?.integer(0) ?? 0)
    }

    /// Something to be found.
    struct Item {
        let hash: Int64
        /// The columns of integers after `id` and `hash`.
        let integers: [Int64]
        /// The last column, when it is text or bytes.
        let last: ArraySlice<UInt8>
    }

    /// The ids of items, in their order. Equal items may come more than once.
    mutating func ids(
        of items: [Item], _ connection: any SQLConnection,
        added: (Int64, Item) throws(CostStoreError) -> Void = { _, _ in }
    ) throws(CostStoreError) -> [Int64] {
        var known = try find(items, connection)
        var rows = BulkRows()
        var ids: [Int64] = []
        ids.reserveCapacity(items.count)
        for item in items {
            if let id = known[item.hash]?.first(where: { $0.matches(item) })?.id {
                ids.append(id)
                continue
            }
            let id = nextID
            nextID += 1
            known[item.hash, default: []].append(Known(id: id, integers: item.integers, last: item.last))
            write(id, item, to: &rows)
            try added(id, item)
            ids.append(id)
        }
        try connection.append(rows, to: table)
        return ids
    }

    private struct Known {
        let id: Int64
        let integers: [Int64]
        let last: ArraySlice<UInt8>

        func matches(_ item: Item) -> Bool { integers == item.integers && last == item.last }
    }

    private func write(_ id: Int64, _ item: Item, to rows: inout BulkRows) {
        rows.integers.append(id)
        rows.integers.append(item.hash)
        rows.integers.append(contentsOf: item.integers)
        rows.bytes.append(contentsOf: item.last)
        rows.endRow(hasLast: table.last != .integer)
    }

    /// What there is already with the hashes of the items.
    private func find(_ items: [Item], _ connection: any SQLConnection) throws(CostStoreError) -> [Int64: [Known]] {
        var known: [Int64: [Known]] = [:]
        guard nextID > 1 else { return known }
        let size = 400
        for start in stride(from: 0, to: items.count, by: size) {
            let hashes = items[start..<min(start + size, items.count)].map { String($0.hash) }.joined(separator: ",")
            let rows = try connection.rows("SELECT \(selected) FROM \(table.name) WHERE hash IN (\(hashes))")
            for row in rows { known[row.integer(1), default: []].append(read(row)) }
        }
        return known
    }

    private func read(_ row: SQLRow) -> Known {
        let last: [UInt8] =
            switch table.last {
            case .integer: []
            case .text: Array(row.text(table.integerCount).utf8)
            case .bytes: row.bytes(table.integerCount)
            }
        let integers = (2..<table.integerCount).map { row.integer($0) }
        return Known(id: row.integer(0), integers: integers, last: last[...])
    }
}

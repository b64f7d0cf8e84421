import CostModel

/// Finds texts by their ids and ids by their texts.
enum TextLookup {
    static func texts(_ ids: Set<Int64>, _ connection: any SQLConnection) throws(CostStoreError) -> [Int64: String] {
        var texts: [Int64: String] = [:]
        texts.reserveCapacity(ids.count)
        for list in ids.subtracting([0]).sorted().lists {
            for row in try connection.rows("SELECT id, value FROM texts WHERE id IN (\(list))") {
                texts[row.integer(0)] = row.text(1)
            }
        }
        return texts
    }

    /// The id of a text; `nil` when no charge has it.
    static func id(_ text: String, _ connection: any SQLConnection) throws(CostStoreError) -> Int64? {
        let sql = "SELECT id FROM texts WHERE hash = ? AND value = ?"
        return try connection.row(sql, [.integer(StableHash.hash(text)), .text(text)])?.integer(0)
    }
}

/// The ids of what a question's filters name.
struct FilterIDs {
    /// By filter; what no charge has is left out.
    let ids: [[Int64]]
    /// The keys of tags, in lower case.
    let keyIDs: [String: Int64]

    init(_ filters: [CostFilter], _ groups: [CostDimension], _ connection: any SQLConnection) throws(CostStoreError) {
        var ids: [[Int64]] = []
        for filter in filters {
            var found: [Int64] = []
            for value in filter.values {
                guard let value, !value.isEmpty else {
                    found.append(0)
                    continue
                }
                if let id = try TextLookup.id(value, connection) { found.append(id) }
            }
            ids.append(found)
        }
        var keys: [String: Int64] = [:]
        for case .tag(let key) in groups + filters.map(\.dimension) {
            keys[key.lowercased()] = try TextLookup.id(key.lowercased(), connection)
        }
        self.ids = ids
        keyIDs = keys
    }
}

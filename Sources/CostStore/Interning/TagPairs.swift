import CostModel

/// Takes the tags that charges carry apart, once for each text of tags, so that one can ask by key.
struct TagPairs {
    private static let table = BulkTable("tag_pairs", ["tags", "key", "value"])
    private var seen: Set<Int64> = []

    /// Records the pairs of the tags that are new in a batch; of keys that differ in case only, the first counts.
    mutating func add(
        _ batch: ChargeBatch, _ texts: inout TextInterner, _ connection: any SQLConnection
    ) throws(CostStoreError) {
        var new: [(id: Int64, tags: Tags)] = []
        var last: UInt32 = 0
        for row in 0..<batch.count {
            let code = batch.code(.tags, row: row)
            guard code != last else { continue }
            last = code
            guard code != 0, seen.insert(texts.id(code)).inserted else { continue }
            let text = try texts.text(code, connection)
            guard let tags = text.flatMap({ try? Tags(json: $0) }) else { continue }
            new.append((texts.id(code), tags))
        }
        guard !new.isEmpty else { return }
        try write(new, &texts, connection)
    }

    private func write(
        _ new: [(id: Int64, tags: Tags)], _ texts: inout TextInterner, _ connection: any SQLConnection
    ) throws(CostStoreError) {
        let known = Set(try Self.known(new.map(\.id), connection))
        let missing = new.filter { !known.contains($0.id) }
        let words = Array(Set(missing.flatMap { $0.tags.entries.flatMap { [$0.key.lowercased(), $0.value.text] } }))
        let ids = Dictionary(zip(words, try texts.ids(of: words, connection))) { first, _ in first }
        var rows = BulkRows()
        for (id, tags) in missing {
            var keys: Set<Int64> = []
            for entry in tags.entries {
                guard let key = ids[entry.key.lowercased()], keys.insert(key).inserted else { continue }
                rows.append(id, key, ids[entry.value.text] ?? 0)
            }
        }
        try connection.append(rows, to: Self.table)
    }

    private static func known(_ ids: [Int64], _ connection: any SQLConnection) throws(CostStoreError) -> [Int64] {
        var known: [Int64] = []
        for start in stride(from: 0, to: ids.count, by: 400) {
            let list = ids[start..<min(start + 400, ids.count)].map(String.init).joined(separator: ",")
            let sql = "SELECT tags FROM tagged_texts WHERE tags IN (\(list))"
            known += try connection.rows(sql).map { $0.integer(0) }
        }
        let new = Set(ids).subtracting(known)
        var rows = BulkRows()
        for id in new { rows.append(id) }
        try connection.append(rows, to: BulkTable("tagged_texts", ["tags"]))
        return known
    }
}

import CostModel

/// Adds up the rollups of a piece of a question, a few slices at a time, on the thread of a connection.
struct RollupReading {
    let query: CostQuery
    let names: FilterIDs
    let tags: TagValues
    let connection: any SQLConnection

    /// How many slices' blocks are in memory at once.
    private static let slicesAtOnce = 64

    /// Where a key has the values of a dimension, ready for use.
    private struct Source {
        let place: Int
        /// The values by the tags that have them, for the dimension of a tag.
        let values: [Int64: Int64]?

        @inline(__always)
        func value(_ block: RollupBlock, _ key: Int) -> Int64 {
            let id = block.keys[place].integer(key)
            guard let values else { return id }
            return values[id] ?? 0
        }
    }

    /// Adds what the piece has to `sums`.
    func add(_ kind: RollupKind, _ period: Period, to sums: CostSums) throws(CostStoreError) {
        let groups = query.groupBy.map { source($0, kind) }
        let filters = query.filters.enumerated().map { index, filter in
            (source: source(filter.dimension, kind), ids: Set(names.ids[index]), excludes: filter.excludes)
        }
        let (currency, times) = (kind.currencyPlace, kind.times(of: period))
        var words = [UInt32](repeating: 0, count: groups.count + 1)
        try Self.eachBlock(kind, period, connection) { block throws(CostStoreError) in
            let keys = (0..<block.keyCount).map { key -> Int64 in
                for filter in filters
                where filter.ids.contains(filter.source.value(block, key)) == filter.excludes { return -1 }
                words[0] = UInt32(truncatingIfNeeded: block.keys[currency].integer(key))
                for index in groups.indices {
                    words[index + 1] = UInt32(truncatingIfNeeded: groups[index].value(block, key))
                }
                return Int64(sums.key(words))
            }
            if query.granularity == .none {
                addWhole(block, keys, times, to: sums)
            } else {
                addByTime(block, keys, times, to: sums)
            }
            guard sums.count <= CostAnswering.maximumGroups else { throw .tooManyGroups }
        }
    }

    private func source(_ dimension: CostDimension, _ kind: RollupKind) -> Source {
        guard case .tag(let key) = dimension else { return Source(place: kind.place(of: dimension) ?? 0, values: nil) }
        return Source(place: kind.place(of: dimension) ?? 0, values: tags.values[key.lowercased()] ?? [:])
    }

    /// Adds a block without its times; `keys` are the numbers in `sums` of its keys, -1 for what is filtered out.
    private func addWhole(_ block: RollupBlock, _ keys: [Int64], _ times: Range<Int64>, to sums: CostSums) {
        let costs = block.costs[CostColumns.index(of: query.metric)]
        var own = [CostSums.Sum](repeating: CostSums.Sum(), count: keys.count)
        own.withUnsafeMutableBufferPointer { own in
            for index in 0..<block.count where times.contains(block.time.integer(index)) {
                let key = Int(truncatingIfNeeded: block.key.integer(index))
                own[key].count &+= block.charges.integer(index)
                own[key].picos += costs[index]
            }
        }
        for (key, sum) in zip(keys, own) where key >= 0 && sum.count != 0 {
            sums.add(sum, at: sums.place(UInt32(truncatingIfNeeded: key), time: 0))
        }
    }

    /// Adds a block time by time.
    private func addByTime(_ block: RollupBlock, _ keys: [Int64], _ times: Range<Int64>, to sums: CostSums) {
        let costs = block.costs[CostColumns.index(of: query.metric)]
        for index in 0..<block.count {
            let key = keys[Int(truncatingIfNeeded: block.key.integer(index))]
            let time = block.time.integer(index)
            guard key >= 0, times.contains(time) else { continue }
            let sum = CostSums.Sum(count: block.charges.integer(index), picos: costs[index])
            sums.add(sum, at: sums.place(UInt32(truncatingIfNeeded: key), time: Int32(truncatingIfNeeded: time)))
        }
    }

    /// Calls `body` with every block of a kind that visible slices have, in a period or at all.
    static func eachBlock(
        _ kind: RollupKind, _ period: Period?, _ connection: any SQLConnection,
        _ body: (RollupBlock) throws(CostStoreError) -> Void
    ) throws(CostStoreError) {
        let sql = "SELECT id FROM slices WHERE visible = 1 AND first_day < ? AND last_day >= ? ORDER BY id"
        let days = [period?.end.number ?? .max, period?.start.number ?? .min].map { SQLValue.integer(Int64($0)) }
        let slices = try connection.rows(sql, days).map { $0.integer(0) }
        for start in stride(from: 0, to: slices.count, by: slicesAtOnce) {
            guard !Task.isCancelled else { throw .cancelled }
            let list = slices[start..<min(start + slicesAtOnce, slices.count)].map(String.init).joined(separator: ",")
            let bodies = "SELECT body FROM rollups WHERE slice IN (\(list)) AND kind = \(kind.number)"
            try connection.eachBytes(bodies) { bytes throws(CostStoreError) in try body(RollupBlock(bytes, kind)) }
        }
    }
}

/// The values of tags that a question names: by key in lower case, then by the id of all tags of a charge.
struct TagValues {
    let values: [String: [Int64: Int64]]

    init(_ query: CostQuery, _ names: FilterIDs, _ connection: any SQLConnection) throws(CostStoreError) {
        var values: [String: [Int64: Int64]] = [:]
        for case .tag(let key) in query.groupBy + query.filters.map(\.dimension) {
            guard values[key.lowercased()] == nil, let id = names.keyIDs[key.lowercased()] else { continue }
            values[key.lowercased()] = try Self.values(id, connection)
        }
        self.values = values
    }

    /// The values of a key, by tags.
    static func values(_ key: Int64, _ connection: any SQLConnection) throws(CostStoreError) -> [Int64: Int64] {
        let rows = try connection.rows("SELECT tags, value FROM tag_pairs WHERE key = ?", [.integer(key)])
        return Dictionary(rows.map { ($0.integer(0), $0.integer(1)) }) { first, _ in first }
    }
}

extension CostStoreError {
    static let tooManyGroups = CostStoreError(
        .tooLarge,
        "the answer has over \(CostAnswering.maximumGroups) rows; filter it, or group by fewer dimensions")
}

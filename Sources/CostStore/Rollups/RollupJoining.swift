/// Joins the parts in which the rollups of an import were written, so that a question adds up each sum once.
struct RollupJoining {
    let connection: any SQLConnection

    /// Parts that are larger together stay apart, so that memory is bounded.
    private static let maximumBytes = 2 << 20

    /// How many blocks are joined in one transaction: nobody sees their slices yet, and a log of writes stays short.
    private static let blocksAtOnce = 200

    /// Joins the parts of an import's slices, in transactions of its own.
    func run(importID: Int64) throws(CostStoreError) {
        let sql =
            "SELECT r.slice, r.kind FROM rollups r JOIN slices s ON s.id = r.slice WHERE s.import = ?"
            + " GROUP BY r.slice, r.kind HAVING count(*) > 1 AND sum(length(r.body)) <= ?"
        let blocks = try connection.rows(sql, [.integer(importID), SQLValue(Self.maximumBytes)])
        for start in stride(from: 0, to: blocks.count, by: Self.blocksAtOnce) {
            try connection.transaction { () throws(CostStoreError) in
                for block in blocks[start..<min(start + Self.blocksAtOnce, blocks.count)] {
                    guard let kind = RollupKind(number: block.integer(1)) else { throw .damagedRollup }
                    try join(slice: block.integer(0), kind)
                }
            }
        }
    }

    private func join(slice: Int64, _ kind: RollupKind) throws(CostStoreError) {
        let place = "slice = \(slice) AND kind = \(kind.number)"
        var parts = RollupParts(kind)
        try connection.eachBytes("SELECT body FROM rollups WHERE \(place) ORDER BY part") {
            memory throws(CostStoreError) in parts.add(try RollupBlock(memory, kind))
        }
        try connection.run("DELETE FROM rollups WHERE \(place)")
        var rows = BulkRows()
        rows.integers += [slice, kind.number, 0]
        parts.block.append(to: &rows.bytes)
        rows.endRow(hasLast: true)
        try connection.append(rows, to: RollupKind.table)
    }
}

/// Adds up blocks of one slice and kind.
private struct RollupParts {
    private let kind: RollupKind
    private var keys: [[Int64]] = []
    private var numbers: [[Int64]: Int] = [:]
    /// The sums; the words of their keys are the number of a key, and a time.
    private var sums: [RollupSums.Entry] = []
    private let places = TupleCache(width: 2)

    init(_ kind: RollupKind) {
        self.kind = kind
    }

    mutating func add(_ block: RollupBlock) {
        let own = (0..<block.keyCount).map { key in number(of: block.keys.map { $0.integer(key) }) }
        for index in 0..<block.count {
            let (key, time) = (own[Int(block.key.integer(index))], Int32(block.time.integer(index)))
            let place = [UInt32(key), UInt32(bitPattern: time)].withUnsafeBufferPointer { words in
                words.baseAddress.map { places.number(of: $0) } ?? 0
            }
            if place == sums.count {
                sums.append(RollupSums.Entry(first: UInt64(key), second: UInt64(UInt32(bitPattern: time))))
            }
            let sum = RollupSums.Entry(
                first: 0, second: 0, count: block.charges.integer(index), billed: block.costs[0][index],
                effective: block.costs[1][index], list: block.costs[2][index], contracted: block.costs[3][index])
            sums[place].add(sum)
        }
    }

    private mutating func number(of key: [Int64]) -> Int {
        if let number = numbers[key] { return number }
        numbers[key] = keys.count
        keys.append(key)
        return keys.count - 1
    }

    /// All of it in one block.
    var block: RollupBlock.Writer {
        var writer = RollupBlock.Writer(kind)
        var last: UInt64?
        for sum in sums.sorted(by: { ($0.first, $0.second) < ($1.first, $1.second) }) {
            if sum.first != last { writer.begin(keys[Int(sum.first)]) }
            last = sum.first
            writer.append(time: Int32(truncatingIfNeeded: sum.second), sum)
        }
        return writer
    }
}

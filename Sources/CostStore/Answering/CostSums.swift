/// Adds up by keys: a time, a currency, and the groups of a question. Ids and times fit in 32 bits.
final class CostSums {
    /// A key and what belongs to it.
    struct Entry {
        let time: Int64
        let currency: Int64
        let groups: [Int64]
        let count: Int64
        /// In 10^-12 units.
        let picos: Int128
    }

    /// A sum, in 10^-12 units, and how many charges it is of.
    struct Sum {
        var count: Int64 = 0
        var picos: Int128 = 0
    }

    /// Currency and groups, numbered.
    private let keys: TupleCache
    /// The number of a key, and a time, numbered.
    private let timed = TupleCache(width: 2)
    private var sums: [Sum] = []

    init(groups: Int) {
        keys = TupleCache(width: groups + 1)
    }

    /// How many sums there are.
    var count: Int { sums.count }

    /// The number of a key: the currency, then the groups.
    func key(_ words: [UInt32]) -> UInt32 {
        words.withUnsafeBufferPointer { words in
            words.baseAddress.map { UInt32(truncatingIfNeeded: keys.number(of: $0)) } ?? 0
        }
    }

    /// The place of the sum of a key at a time.
    @inline(__always)
    func place(_ key: UInt32, time: Int32) -> Int {
        let place = withUnsafePointer(to: (key, UInt32(bitPattern: time))) { pair in
            pair.withMemoryRebound(to: UInt32.self, capacity: 2) { timed.number(of: $0) }
        }
        if place == sums.count { sums.append(Sum()) }
        return place
    }

    @inline(__always)
    func add(_ sum: Sum, at place: Int) {
        sums[place].count &+= sum.count
        sums[place].picos += sum.picos
    }

    /// All sums, in the order in which they came.
    var entries: [Entry] {
        sums.enumerated().map { place, sum in
            let pair = timed.key(place)
            let key = keys.key(Int(pair[0]))
            return Entry(
                time: Int64(Int32(bitPattern: pair[1])), currency: Int64(key[0]),
                groups: key.dropFirst().map { Int64($0) },
                count: sum.count, picos: sum.picos)
        }
    }
}

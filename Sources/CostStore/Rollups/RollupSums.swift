import CostModel

/// Adds charges up by a key of two words: an open hash table over one piece of memory, bounded by who fills it.
final class RollupSums {
    /// What has been added up under a key.
    struct Entry {
        var first: UInt64
        var second: UInt64
        var count: Int64 = 0
        var billed: Int128 = 0
        var effective: Int128 = 0
        var list: Int128 = 0
        var contracted: Int128 = 0

        /// Adds what has been added up elsewhere.
        @inline(__always)
        mutating func add(_ other: Entry) {
            count &+= other.count
            billed += other.billed
            effective += other.effective
            list += other.list
            contracted += other.contracted
        }
    }

    private(set) var count = 0
    private let limit: Int
    private var entries: UnsafeMutablePointer<Entry>
    private let slots: UnsafeMutablePointer<Int32>
    private let mask: Int

    /// Takes how many keys there may be; a power of two.
    init(limit: Int) {
        self.limit = limit
        entries = .allocate(capacity: limit)
        slots = .allocate(capacity: limit * 2)
        slots.initialize(repeating: -1, count: limit * 2)
        mask = limit * 2 - 1
    }

    deinit {
        entries.deallocate()
        slots.deallocate()
    }

    /// Whether no new key has room.
    var isFull: Bool { count == limit }

    /// The entry of a key, which is made if need be; the table must not be full.
    @inline(__always)
    func entry(_ first: UInt64, _ second: UInt64) -> UnsafeMutablePointer<Entry> {
        var hash = (first ^ (second &* 0xFF51_AFD7_ED55_8CCD)) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place] >= 0 {
            let entry = entries + Int(slots[place])
            if entry.pointee.first == first, entry.pointee.second == second { return entry }
            place = (place &+ 1) & mask
        }
        slots[place] = Int32(count)
        (entries + count).initialize(to: Entry(first: first, second: second))
        count &+= 1
        return entries + (count &- 1)
    }

    /// All entries, in the order in which their keys came.
    var all: UnsafeBufferPointer<Entry> { UnsafeBufferPointer(start: entries, count: count) }

    /// The places of all entries, ordered by the second word of their keys and then the first.
    var order: [Int] {
        let keys = all.enumerated().map { (second: $1.second, first: $1.first, place: $0) }
        return keys.sorted { ($0.second, $0.first) < ($1.second, $1.first) }.map(\.place)
    }

    /// Forgets all keys.
    func removeAll() {
        count = 0
        slots.update(repeating: -1, count: limit * 2)
    }
}

extension BulkRows {
    /// Adds the count and the four costs of an entry after its keys.
    mutating func append(_ keys: Int64..., sums: RollupSums.Entry) throws(CostStoreError) {
        integers.append(contentsOf: keys)
        integers.append(sums.count)
        for picos in [sums.billed, sums.effective, sums.list, sums.contracted] {
            guard let pair = CostColumns.split(picos) else { throw .sumTooLarge }
            integers.append(pair.micros)
            integers.append(pair.picos)
        }
        endRow(hasLast: false)
    }
}

extension CostStoreError {
    static let sumTooLarge = CostStoreError(
        .tooLarge, "a cost is beyond 9 * 10^12 units of its currency, the most that is kept; check the file")
}

import CostModel

/// Gives every sub-account and billing month of an import its slice, and counts what goes into it.
final class SliceInterner {
    /// A slice of this import.
    struct Slice {
        let id: Int64
        let month: Int64
        let provider: Int64
        let billingAccount: Int64
        let subAccount: Int64
        var firstDay = Int32.max
        var lastDay = Int32.min
        var count: Int64 = 0

        /// What an import replaces as a whole.
        struct Key: Hashable {
            let month, provider, billingAccount, subAccount: Int64
        }

        var key: Key { Key(month: month, provider: provider, billingAccount: billingAccount, subAccount: subAccount) }
    }

    private(set) var all: [Slice] = []
    private var known: [Slice.Key: Int] = [:]
    private var nextID: Int64
    private var recorded = 0
    private var partitions: Set<Int64> = []
    private let cache = TupleCache(width: 4)
    private let key: UnsafeMutablePointer<UInt32>
    private var indexes: [Int32] = []
    /// The place in ``all`` of each row's slice.
    private(set) var numbers: [Int32] = []
    private var lastMonth: (start: Int32, end: Int32, month: Int32) = (0, 0, 0)

    init(_ connection: any SQLConnection) throws(CostStoreError) {
        key = .allocate(capacity: 4)
        nextID = 1 + (try connection.row("SELECT max(id) FROM slices")?.integer(0) ?? 0)
    }

    deinit {
        key.deallocate()
    }

    subscript(number: Int) -> Slice { all[number] }

    func removeAll() {
        cache.removeAll()
        indexes.removeAll(keepingCapacity: true)
    }

    /// The month of a day.
    @inline(__always)
    func month(of day: Int32) -> Int32 {
        if day >= lastMonth.start, day < lastMonth.end { return lastMonth.month }
        let month = Day(number: day).month
        lastMonth = (month.first.number, month.adding(1).first.number, month.number)
        return month.number
    }

    /// Finds the slice of every row.
    func number(_ batch: ChargeBatch, _ texts: TextInterner) throws(CostStoreError) {
        numbers.removeAll(keepingCapacity: true)
        for row in 0..<batch.count {
            let start = batch.seconds(.billingPeriodStart, row: row)
            let day = start == ChargeBatch.noInstant ? batch.day(row) : Int32(clamping: start / 86_400)
            guard day > -700_000 else { throw .withoutTime(batch.firstRowNumber + row) }
            let provider = batch.code(.providerName, row: row)
            key[0] = UInt32(bitPattern: month(of: day))
            key[1] = provider == 0 ? batch.code(.serviceProviderName, row: row) : provider
            key[2] = batch.code(.billingAccountId, row: row)
            key[3] = batch.code(.subAccountId, row: row)
            let number = cache.number(of: key)
            if number == indexes.count { indexes.append(index(cache.key(number), texts)) }
            numbers.append(indexes[number])
        }
    }

    private func index(_ key: UnsafeBufferPointer<UInt32>, _ texts: TextInterner) -> Int32 {
        let slice = Slice(
            id: nextID, month: Int64(key[0]), provider: texts.id(key[1]), billingAccount: texts.id(key[2]),
            subAccount: texts.id(key[3]))
        if let index = known[slice.key] { return Int32(index) }
        nextID += 1
        known[slice.key] = all.count
        all.append(slice)
        return Int32(all.count - 1)
    }

    /// Records the slices that are new since the last time, still invisible, so that a broken import leaves no charge
    /// that nobody knows of. Makes the partitions that are missing.
    func record(importID: Int64, _ connection: any SQLConnection) throws(CostStoreError) {
        guard recorded < all.count else { return }
        var rows = BulkRows()
        for slice in all[recorded...] {
            rows.append(
                slice.id, slice.month, slice.provider, slice.billingAccount, slice.subAccount, importID, 0, 0, 0, 0)
            if connection.dialect == .postgres, partitions.insert(slice.month).inserted {
                let name = "charges_\(slice.month / 12)_\(slice.month % 12 + 1)"
                try connection.script(
                    "CREATE TABLE IF NOT EXISTS \(name) PARTITION OF charges"
                        + " FOR VALUES FROM (\(slice.month)) TO (\(slice.month + 1))")
            }
        }
        try connection.append(rows, to: Self.table)
        recorded = all.count
    }

    private static let table = BulkTable(
        "slices",
        [
            "id", "month", "provider", "billing_account", "sub_account", "import", "first_day", "last_day", "charges",
            "visible",
        ])

    /// The rows of a batch slice by slice, so that those of a slice are written next to each other.
    func order(_ batch: ChargeBatch) -> [Int] {
        guard let first = numbers.first, numbers.contains(where: { $0 != first }) else { return Array(0..<batch.count) }
        var starts = Array(repeating: 0, count: all.count + 1)
        for number in numbers { starts[Int(number) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var order = Array(repeating: 0, count: batch.count)
        for (row, number) in numbers.enumerated() {
            order[starts[Int(number)]] = row
            starts[Int(number)] += 1
        }
        return order
    }

    /// The key of the next charge of a slice.
    @inline(__always)
    func nextCharge(_ number: Int, _ batch: ChargeBatch, _ row: Int) -> Int64 {
        let day = batch.day(row)
        all[number].firstDay = min(all[number].firstDay, day)
        all[number].lastDay = max(all[number].lastDay, day)
        all[number].count += 1
        return all[number].id << 32 | (all[number].count - 1)
    }
}

extension CostStoreError {
    static func withoutTime(_ row: Int) -> CostStoreError {
        CostStoreError(.badCharge, "row \(row) has neither a ChargePeriodStart nor a BillingPeriodStart")
    }
}

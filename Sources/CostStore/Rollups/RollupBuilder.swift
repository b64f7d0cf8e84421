import CostModel

/// Collects what charges add to the rollups, in bounded memory, and puts it into the staging tables.
///
/// Only two tables are filled charge by charge; monthly and narrow sums are made from the daily ones when those go out.
final class RollupBuilder {
    private let daily = RollupSums(limit: 1 << 17)
    private let tagged = RollupSums(limit: 1 << 16)
    private let monthly = RollupSums(limit: 1 << 16)
    private let narrow = RollupSums(limit: 1 << 16)
    private let narrowIndexes = RollupTable.narrowDimensions.map { Facet.index(of: $0) ?? 0 }
    /// The columns of the facets that were used, by their ids.
    private let columns: (UInt32) -> [Int64]
    /// The sums of each slice, by currency.
    private(set) var totals: [SliceCurrency: RollupSums.Entry] = [:]

    struct SliceCurrency: Hashable {
        let slice: Int64
        let currency: Int64
    }

    /// Takes where the columns of a facet are looked up.
    init(columns: @escaping (UInt32) -> [Int64]) {
        self.columns = columns
    }

    /// Whether a batch of `rows` might not find room.
    func needsFlush(before rows: Int) -> Bool {
        daily.count + rows > 1 << 17 || tagged.count + rows > 1 << 16
    }

    /// Adds a charge. Slices are numbers below 2^32, days may be negative.
    @inline(__always)
    func add(facet: UInt32, day: Int32, month: Int32, slice: UInt32, tags: UInt32, _ costs: borrowing Costs) {
        let high = UInt64(facet) << 32
        Self.add(costs, to: daily.entry(high | UInt64(UInt32(bitPattern: day)), UInt64(slice)))
        let entry = tagged.entry(high | UInt64(UInt32(bitPattern: month)), UInt64(slice) << 32 | UInt64(tags))
        Self.add(costs, to: entry)
    }

    /// The four costs of a charge.
    struct Costs {
        var billed: Int128 = 0
        var effective: Int128 = 0
        var list: Int128 = 0
        var contracted: Int128 = 0
    }

    @inline(__always)
    private static func add(_ costs: borrowing Costs, to entry: UnsafeMutablePointer<RollupSums.Entry>) {
        entry.pointee.count &+= 1
        entry.pointee.billed += costs.billed
        entry.pointee.effective += costs.effective
        entry.pointee.list += costs.list
        entry.pointee.contracted += costs.contracted
    }

    /// Puts all that was collected into the staging tables.
    func flush(to connection: any SQLConnection) throws(CostStoreError) {
        var rows = BulkRows()
        for entry in daily.all {
            let (facet, day) = Self.halves(entry.first)
            try rows.append(Self.signed(day), Int64(facet), Int64(entry.second), sums: entry)
            try derive(entry, UInt32(facet), Int32(bitPattern: day), connection)
        }
        try connection.append(rows, to: RollupTable.daily.bulk)
        daily.removeAll()
        try flushTagged(connection)
        try flushMonthly(connection)
        try flushNarrow(connection)
    }

    private func derive(
        _ entry: RollupSums.Entry, _ facet: UInt32, _ day: Int32, _ connection: any SQLConnection
    ) throws(CostStoreError) {
        let columns = columns(facet)
        let currency = columns[Facet.currencyIndex]
        let key = SliceCurrency(slice: Int64(entry.second), currency: currency)
        totals[key, default: RollupSums.Entry(first: 0, second: 0)].add(entry)
        if monthly.isFull { try flushMonthly(connection) }
        let month = UInt64(UInt32(bitPattern: Day(number: day).month.number))
        monthly.entry(UInt64(facet) << 32 | month, entry.second).pointee.add(entry)
        for (dimension, index) in narrowIndexes.enumerated() {
            if narrow.isFull { try flushNarrow(connection) }
            let first = UInt64(columns[index]) << 32 | UInt64(UInt32(bitPattern: day))
            let second = entry.second << 32 | UInt64(dimension) << 28 | UInt64(currency)
            narrow.entry(first, second).pointee.add(entry)
        }
    }

    private func flushTagged(_ connection: any SQLConnection) throws(CostStoreError) {
        var rows = BulkRows()
        for entry in tagged.all {
            let ((facet, month), (slice, tags)) = (Self.halves(entry.first), Self.halves(entry.second))
            try rows.append(Self.signed(month), Int64(facet), Int64(tags), Int64(slice), sums: entry)
        }
        try connection.append(rows, to: RollupTable.tagged.bulk)
        tagged.removeAll()
    }

    private func flushMonthly(_ connection: any SQLConnection) throws(CostStoreError) {
        var rows = BulkRows()
        for entry in monthly.all {
            let (facet, month) = Self.halves(entry.first)
            try rows.append(Self.signed(month), Int64(facet), Int64(entry.second), sums: entry)
        }
        try connection.append(rows, to: RollupTable.monthly.bulk)
        monthly.removeAll()
    }

    private func flushNarrow(_ connection: any SQLConnection) throws(CostStoreError) {
        var rows = BulkRows()
        for entry in narrow.all {
            let ((value, day), (slice, rest)) = (Self.halves(entry.first), Self.halves(entry.second))
            let (dimension, currency) = (Int64(rest >> 28), Int64(rest & 0xFFF_FFFF))
            try rows.append(dimension, Self.signed(day), Int64(value), currency, Int64(slice), sums: entry)
        }
        try connection.append(rows, to: RollupTable.narrow.bulk)
        narrow.removeAll()
    }

    private static func halves(_ word: UInt64) -> (UInt32, UInt32) {
        (UInt32(word >> 32), UInt32(truncatingIfNeeded: word))
    }

    private static func signed(_ bits: UInt32) -> Int64 { Int64(Int32(bitPattern: bits)) }
}

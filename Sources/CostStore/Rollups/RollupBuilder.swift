import CostModel

/// Collects what charges add to the rollups, in bounded memory, and writes it as blocks.
///
/// Only two kinds are filled charge by charge; months and single dimensions are made from the days when those go out.
/// What has gone out belongs to slices that nobody sees before their import is published.
final class RollupBuilder {
    private let days = RollupSums(limit: 1 << 16)
    private let tagged = RollupSums(limit: 1 << 16)
    private let months = RollupSums(limit: 1 << 14)
    private let narrow = RollupSums(limit: 1 << 15)
    private let narrowPlaces = RollupKind.dimensions.map { RollupKind.days.place(of: $0) ?? 0 }
    private let currencyPlace = RollupKind.days.currencyPlace
    /// The columns of the facets that were used, by their ids.
    private let columns: (UInt32) -> [Int64]
    private let coarse: CoarseFacets
    private var blocks = BulkRows()
    private var part: Int64 = 0
    /// The sums of each slice, by currency.
    private(set) var totals: [SliceCurrency: RollupSums.Entry] = [:]

    struct SliceCurrency: Hashable {
        let slice: Int64
        let currency: Int64
    }

    /// The four costs of a charge.
    struct Costs {
        var billed: Int128 = 0
        var effective: Int128 = 0
        var list: Int128 = 0
        var contracted: Int128 = 0
    }

    /// Takes where the columns of a facet are looked up.
    init(columns: @escaping (UInt32) -> [Int64]) {
        self.columns = columns
        coarse = CoarseFacets(columns)
    }

    /// Whether a batch of `rows` might not find room.
    func needsFlush(before rows: Int) -> Bool {
        days.count + rows > 1 << 16 || tagged.count + rows > 1 << 16
    }

    /// Adds a charge. Slices and tags are numbers below 2^32, days may be negative.
    @inline(__always)
    func add(facet: UInt32, day: Int32, month: Int32, slice: UInt32, tags: UInt32, _ costs: borrowing Costs) {
        let slice = UInt64(slice) << 32
        Self.add(costs, to: days.entry(Self.word(coarse.number(of: facet), day), slice))
        Self.add(costs, to: tagged.entry(Self.word(facet, month), slice | UInt64(tags)))
    }

    @inline(__always)
    private static func word(_ high: UInt32, _ low: Int32) -> UInt64 {
        UInt64(high) << 32 | UInt64(UInt32(bitPattern: low))
    }

    @inline(__always)
    private static func add(_ costs: borrowing Costs, to entry: UnsafeMutablePointer<RollupSums.Entry>) {
        entry.pointee.count &+= 1
        entry.pointee.billed += costs.billed
        entry.pointee.effective += costs.effective
        entry.pointee.list += costs.list
        entry.pointee.contracted += costs.contracted
    }

    /// Writes all that was collected.
    func flush(to connection: any SQLConnection) throws(CostStoreError) {
        for entry in days.all { derive(entry) }
        flushDays()
        flushTagged()
        flushMonths()
        flushNarrow()
        try connection.append(blocks, to: RollupKind.table)
        blocks.removeAll()
    }

    private func derive(_ entry: RollupSums.Entry) {
        let (facet, day) = (UInt32(entry.first >> 32), Int32(truncatingIfNeeded: entry.first))
        let columns = coarse.columns[Int(facet)]
        let currency = columns[currencyPlace]
        let key = SliceCurrency(slice: Int64(entry.second >> 32), currency: currency)
        totals[key, default: RollupSums.Entry(first: 0, second: 0)].add(entry)
        if months.isFull { flushMonths() }
        months.entry(Self.word(facet, Day(number: day).month.number), entry.second).pointee.add(entry)
        for (dimension, place) in narrowPlaces.enumerated() {
            if narrow.isFull { flushNarrow() }
            let second = entry.second | UInt64(dimension) << 28 | UInt64(currency)
            narrow.entry(Self.word(UInt32(columns[place]), day), second).pointee.add(entry)
        }
    }

    private func flushDays() {
        write(days, .days) { [coarse] in coarse.columns[Int($0.first >> 32)] }
    }

    private func flushMonths() {
        write(months, .months) { [coarse] in coarse.columns[Int($0.first >> 32)] }
    }

    private func flushTagged() {
        write(tagged, .tagged) { [columns] in
            columns(UInt32($0.first >> 32)) + [Int64($0.second & 0xFFFF_FFFF)]
        }
    }

    private func flushNarrow() {
        write(narrow, nil) { [Int64($0.first >> 32), Int64($0.second & 0xFFF_FFFF)] }
    }

    /// Writes sums as blocks and forgets them: one for each slice, and for each of its dimensions where `kind` is `nil`.
    private func write(_ sums: RollupSums, _ kind: RollupKind?, columns: (RollupSums.Entry) -> [Int64]) {
        let entries = sums.all
        let order = sums.order
        var (start, end) = (0, 0)
        while start < order.count {
            let shift: UInt64 = kind == nil ? 28 : 32
            let owner = entries[order[start]].second >> shift
            while end < order.count, entries[order[end]].second >> shift == owner { end += 1 }
            let ownKind = kind ?? .dimension(Int(owner & 0xF))
            let slice = Int64(owner >> (32 - shift))
            write(order[start..<end].lazy.map { entries[$0] }, ownKind, slice: slice, columns)
            start = end
        }
        part += 1
        sums.removeAll()
    }

    private func write(
        _ entries: some Sequence<RollupSums.Entry>, _ kind: RollupKind, slice: Int64,
        _ columns: (RollupSums.Entry) -> [Int64]
    ) {
        var writer = RollupBlock.Writer(kind)
        var last: (first: UInt64, second: UInt64)?
        for entry in entries {
            let key = (first: entry.first >> 32, second: entry.second)
            if last.map({ $0 != key }) ?? true { writer.begin(columns(entry)) }
            last = key
            writer.append(time: Int32(truncatingIfNeeded: entry.first), entry)
        }
        blocks.integers += [slice, kind.number, part]
        writer.append(to: &blocks.bytes)
        blocks.endRow(hasLast: true)
    }
}

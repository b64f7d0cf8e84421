import CostModel

/// Turns batches into rows of the store: texts, tuples, facets and charges, and what they add to the rollups.
///
/// A batch goes through in two passes. The first gives every distinct combination of codes a number; what is new is then
/// looked up in the store, all at once. The second writes the rows, in which only arrays are read.
final class ChargeLoader {
    let importID: Int64
    let rollups: RollupBuilder
    private let facets: FacetInterner
    private let tuples: [TupleInterner]
    let slices: SliceInterner
    private var texts: TextInterner
    private var tagPairs = TagPairs()
    private var epoch = 0
    private(set) var chargeCount = 0
    private var rows = BulkRows()

    init(importID: Int64, rules: DepartmentRuleBook, connection: any SQLConnection) throws(CostStoreError) {
        self.importID = importID
        texts = try TextInterner(connection)
        let facets = try FacetInterner(rules, connection)
        self.facets = facets
        let interner = try TupleInterner.Store(connection)
        tuples = ChargeTable.Tuple.allCases.map { TupleInterner($0, interner) }
        slices = try SliceInterner(connection)
        rollups = RollupBuilder { facets.columns(of: $0) }
    }

    /// Loads a batch; the caller has begun a transaction.
    func load(_ batch: ChargeBatch, _ connection: any SQLConnection) throws(CostStoreError) {
        // A source of several files has the same epoch again with each of them.
        if batch.epoch != epoch || batch.firstNewCode == 1 { beginEpoch(batch.epoch) }
        try texts.add(batch, connection)
        if rollups.needsFlush(before: batch.count) { try rollups.flush(to: connection) }
        facets.number(batch)
        for tuple in tuples { tuple.number(batch) }
        try slices.number(batch, texts)
        try slices.record(importID: importID, connection)
        try facets.resolve(&texts, connection)
        try tagPairs.add(batch, &texts, connection)
        for tuple in tuples { try tuple.resolve(texts, connection) }
        try write(batch, connection.dialect)
        try connection.append(rows, to: ChargeTable.bulk(connection.dialect))
        chargeCount += batch.count
    }

    private func beginEpoch(_ epoch: Int) {
        self.epoch = epoch
        texts.removeAll()
        facets.removeAll()
        tuples.forEach { $0.removeAll() }
        slices.removeAll()
    }

    private func write(_ batch: ChargeBatch, _ dialect: SQLDialect) throws(CostStoreError) {
        rows.removeAll()
        let isKeyWide = dialect == .postgres
        let order = slices.order(batch)
        rows.integers.reserveCapacity(batch.count * 20)
        for row in order {
            let slice = Int(slices.numbers[row])
            let id = slices.nextCharge(slice, batch, row)
            if isKeyWide {
                rows.integers.append(slices[slice].month)
                rows.integers.append(slices[slice].subAccount)
            }
            rows.integers.append(id)
            try writeValues(batch, row, UInt32(slices[slice].id))
            ChargeDetails.append(batch, row, month: slices[slice].month, to: &rows.bytes)
            rows.endRow(hasLast: true)
        }
    }

    @inline(__always)
    private func writeValues(_ batch: ChargeBatch, _ row: Int, _ slice: UInt32) throws(CostStoreError) {
        let day = batch.day(row)
        let facet = facets.id(row)
        rows.integers.append(Int64(day))
        rows.integers.append(Int64(facet))
        for tuple in tuples { rows.integers.append(tuple.id(row)) }
        for column in ChargeTable.ownTexts { rows.integers.append(texts.id(batch.code(column, row: row))) }
        var costs = RollupBuilder.Costs()
        costs.billed = try writeCost(batch.picos(.billedCost, row: row))
        costs.effective = try writeCost(batch.picos(.effectiveCost, row: row))
        costs.list = try writeCost(batch.picos(.listCost, row: row))
        costs.contracted = try writeCost(batch.picos(.contractedCost, row: row))
        let tags = UInt32(truncatingIfNeeded: texts.id(batch.code(.tags, row: row)))
        rollups.add(facet: facet, day: day, month: slices.month(of: day), slice: slice, tags: tags, costs)
    }

    /// Writes a cost as its pair of columns and returns what it adds: nothing when there is none.
    @inline(__always)
    private func writeCost(_ picos: Int128) throws(CostStoreError) -> Int128 {
        if picos == ChargeBatch.noAmount {
            rows.integers.append(BulkRows.null)
            rows.integers.append(BulkRows.null)
            return 0
        }
        guard let pair = CostColumns.split(picos) else { throw .sumTooLarge }
        rows.integers.append(pair.micros)
        rows.integers.append(pair.picos)
        return picos
    }
}

extension ChargeBatch {
    /// The day that a charge counts for: that of its start, or of its billing month where it has none.
    @inline(__always)
    func day(_ row: Int) -> Int32 {
        let start = seconds(.chargePeriodStart, row: row)
        return Self.day(start == Self.noInstant ? seconds(.billingPeriodStart, row: row) : start)
    }

    @inline(__always)
    private static func day(_ seconds: Int64) -> Int32 {
        let (day, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        return Int32(clamping: rest < 0 ? day - 1 : day)
    }
}

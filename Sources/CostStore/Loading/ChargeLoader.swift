import CostModel

/// Turns batches into rows of the store: texts, tuples, facets and charges, and what they add to the rollups.
///
/// A batch goes through in two passes. The first gives every distinct combination of codes a number; what is new is
/// then looked up in the store, all at once. The second writes the rows, in which only arrays are read.
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
        try facets.find(batch, &texts, connection)
        for tuple in tuples { tuple.number(batch) }
        try slices.number(batch, texts)
        try slices.record(importID: importID, connection)
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
        let width = ChargeTable.bulk(dialect).integerCount
        var (integers, details, ends) = (rows.integers, rows.bytes, [Int]())
        rows = BulkRows()
        if integers.count != batch.count * width { integers = Array(repeating: 0, count: batch.count * width) }
        details.removeAll(keepingCapacity: true)
        ends.reserveCapacity(batch.count)
        var failure: CostStoreError?
        integers.withUnsafeMutableBufferPointer { buffer in
            var output = RowOutput(buffer)
            for row in slices.order(batch) {
                let slice = slices[Int(slices.numbers[row])]
                if dialect == .postgres {
                    output.append(slice.month)
                    output.append(slice.subAccount)
                }
                output.append(slices.nextCharge(Int(slices.numbers[row]), batch, row))
                writeValues(batch, row, UInt32(slice.id), &output)
                ChargeDetails.append(batch, row, month: slice.month, to: &details)
                ends.append(details.count)
            }
            if output.isTooLarge { failure = .sumTooLarge }
        }
        if let failure { throw failure }
        rows = BulkRows(integers: integers, bytes: details, ends: ends)
    }

    @inline(__always)
    private func writeValues(_ batch: ChargeBatch, _ row: Int, _ slice: UInt32, _ output: inout RowOutput) {
        let day = batch.day(row)
        let facet = facets.id(row)
        output.append(Int64(day))
        output.append(Int64(facet))
        for tuple in tuples { output.append(tuple.id(row)) }
        let tags = texts.id(batch.code(.tags, row: row))
        output.append(texts.id(batch.code(.resourceId, row: row)))
        output.append(tags)
        output.append(texts.id(batch.code(.custom, row: row)))
        output.append(texts.id(batch.code(.invoiceDetailId, row: row)))
        var costs = RollupBuilder.Costs()
        costs.billed = output.append(cost: batch.picos(.billedCost, row: row))
        costs.effective = output.append(cost: batch.picos(.effectiveCost, row: row))
        costs.list = output.append(cost: batch.picos(.listCost, row: row))
        costs.contracted = output.append(cost: batch.picos(.contractedCost, row: row))
        rollups.add(
            facet: facet, day: day, month: slices.month(of: day), slice: slice,
            tags: UInt32(truncatingIfNeeded: tags), costs)
    }
}

/// Writes the integers of rows one after the other.
private struct RowOutput {
    private let buffer: UnsafeMutableBufferPointer<Int64>
    private var place = 0
    /// Whether a cost did not fit.
    private(set) var isTooLarge = false

    init(_ buffer: UnsafeMutableBufferPointer<Int64>) {
        self.buffer = buffer
    }

    @inline(__always)
    mutating func append(_ value: Int64) {
        buffer[place] = value
        place &+= 1
    }

    /// Writes a cost as its pair of columns and returns what it adds: nothing when there is none.
    @inline(__always)
    mutating func append(cost picos: Int128) -> Int128 {
        guard picos != ChargeBatch.noAmount, let pair = CostColumns.split(picos) else {
            isTooLarge = isTooLarge || picos != ChargeBatch.noAmount
            append(BulkRows.null)
            append(BulkRows.null)
            return 0
        }
        append(pair.micros)
        append(pair.picos)
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

/// The sums of one kind and slice, as they are stored: a table of keys, and one of sums by key and time. Both are
/// columns of packed integers, so that a question reads only what it is about.
struct RollupBlock {
    let keyCount: Int
    let count: Int
    /// The columns of the keys, in the order of ``RollupKind/columns``.
    let keys: [PackedColumn]
    /// The place of each sum's key.
    let key: PackedColumn
    let time: PackedColumn
    let charges: PackedColumn
    /// The sums in 10^-12 units, in the order of ``CostColumns/names``.
    let costs: [PackedColumn]

    /// Reads what ``Writer`` wrote; the memory must outlive the block. Throws ``CostStoreError`` when it is damaged.
    init(_ memory: UnsafeRawBufferPointer, _ kind: RollupKind) throws(CostStoreError) {
        guard memory.count >= 8 else { throw .damagedRollup }
        keyCount = Int(UInt32(littleEndian: memory.loadUnaligned(fromByteOffset: 0, as: UInt32.self)))
        count = Int(UInt32(littleEndian: memory.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        var place = 8
        var keys: [PackedColumn] = []
        for _ in kind.columns { keys.append(try PackedColumn(memory, at: &place, count: keyCount)) }
        self.keys = keys
        key = try PackedColumn(memory, at: &place, count: count)
        time = try PackedColumn(memory, at: &place, count: count)
        charges = try PackedColumn(memory, at: &place, count: count)
        var costs: [PackedColumn] = []
        for _ in CostColumns.names { costs.append(try PackedColumn(memory, at: &place, count: count)) }
        self.costs = costs
        for index in 0..<count where key.integer(index) >= keyCount || key.integer(index) < 0 { throw .damagedRollup }
    }

    /// Puts a block together.
    struct Writer {
        private var keys: [[Int128]]
        private var key: [Int128] = []
        private var time: [Int128] = []
        private var charges: [Int128] = []
        private var costs: [[Int128]] = Array(repeating: [], count: CostColumns.names.count)
        private var keyCount = 0

        init(_ kind: RollupKind) {
            keys = Array(repeating: [], count: kind.columns.count)
        }

        /// Begins a key; the sums that follow are its own.
        mutating func begin(_ columns: [Int64]) {
            for (index, value) in columns.enumerated() { keys[index].append(Int128(value)) }
            keyCount += 1
        }

        mutating func append(time: Int32, _ entry: RollupSums.Entry) {
            key.append(Int128(keyCount - 1))
            self.time.append(Int128(time))
            charges.append(Int128(entry.count))
            costs[0].append(entry.billed)
            costs[1].append(entry.effective)
            costs[2].append(entry.list)
            costs[3].append(entry.contracted)
        }

        func append(to bytes: inout [UInt8]) {
            withUnsafeBytes(of: UInt32(keyCount).littleEndian) { bytes.append(contentsOf: $0) }
            withUnsafeBytes(of: UInt32(key.count).littleEndian) { bytes.append(contentsOf: $0) }
            for column in keys + [key, time, charges] + costs { PackedColumn.append(column, to: &bytes) }
            bytes.append(contentsOf: repeatElement(0, count: PackedColumn.padding))
        }
    }
}

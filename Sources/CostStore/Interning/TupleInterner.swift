import CostModel

/// Knows the store's id of every combination of some columns that the reading has had.
final class TupleInterner {
    /// The table that all kinds share.
    final class Store {
        var interner: Interner

        init(_ connection: any SQLConnection) throws(CostStoreError) {
            let table = BulkTable("tuples", ["id", "hash", "kind", "codes"], last: .bytes)
            interner = try Interner(table, connection: connection)
        }
    }

    private let kind: ChargeTable.Tuple
    private let store: Store
    private let texts: [Int]
    private let amounts: [Int]
    private let cache: TupleCache
    private var ids: [Int64] = []
    /// The number of each row's combination.
    private var numbers: [Int32] = []
    private let key: UnsafeMutablePointer<UInt32>
    private static let limit = 1 << 18

    init(_ kind: ChargeTable.Tuple, _ store: Store) {
        self.kind = kind
        self.store = store
        texts = kind.texts.map(\.rawValue)
        amounts = kind.amounts.map(\.rawValue)
        let width = texts.count + 4 * amounts.count
        cache = TupleCache(width: width, capacity: kind == .place ? Self.limit : 1 << 10)
        key = .allocate(capacity: width)
    }

    deinit {
        key.deallocate()
    }

    func removeAll() {
        cache.removeAll()
        ids.removeAll(keepingCapacity: true)
    }

    /// The id of a row's combination.
    @inline(__always)
    func id(_ row: Int) -> Int64 { ids[Int(numbers[row])] }

    /// Gives the combinations of a batch their numbers.
    func number(_ batch: ChargeBatch) {
        if cache.count + batch.count > Self.limit { removeAll() }
        numbers.removeAll(keepingCapacity: true)
        batch.textCodes.withUnsafeBufferPointer { codes in
            batch.picos.withUnsafeBufferPointer { picos in
                for row in 0..<batch.count {
                    gather(codes, picos, row)
                    numbers.append(Int32(truncatingIfNeeded: cache.number(of: key)))
                }
            }
        }
    }

    @inline(__always)
    private func gather(_ codes: UnsafeBufferPointer<UInt32>, _ picos: UnsafeBufferPointer<Int128>, _ row: Int) {
        let firstCode = row &* TextColumn.count
        for index in 0..<texts.count { key[index] = codes[firstCode &+ texts[index]] }
        var place = texts.count
        for amount in amounts {
            let value = picos[row &* AmountColumn.count &+ amount]
            key[place] = UInt32(truncatingIfNeeded: value)
            key[place &+ 1] = UInt32(truncatingIfNeeded: value >> 32)
            key[place &+ 2] = UInt32(truncatingIfNeeded: value >> 64)
            key[place &+ 3] = UInt32(truncatingIfNeeded: value >> 96)
            place &+= 4
        }
    }

    /// Finds the ids of the combinations that are new.
    func resolve(_ texts: TextInterner, _ connection: any SQLConnection) throws(CostStoreError) {
        guard ids.count < cache.count else { return }
        let items = (ids.count..<cache.count).map { number in
            let bytes = encode(cache.key(number), texts)
            let hash = bytes.withUnsafeBytes { StableHash.hash($0) }
            return Interner.Item(hash: hash, integers: [kind.rawValue], last: bytes[...])
        }
        ids += try store.interner.ids(of: items, connection)
    }

    private func encode(_ key: UnsafeBufferPointer<UInt32>, _ texts: TextInterner) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in self.texts.indices { Varint.append(UInt64(texts.id(key[index])), to: &bytes) }
        for index in amounts.indices {
            let start = self.texts.count + 4 * index
            let value = (0..<4).reduce(Int128(0)) { $0 | Int128(key[start + $1]) << (32 * Int128($1)) }
            Varint.append(optional: value, to: &bytes)
        }
        return bytes
    }
}

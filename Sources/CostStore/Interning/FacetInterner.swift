import CostModel

/// Knows the store's facet of every combination of texts and department that one depends on.
final class FacetInterner {
    private let departments: DepartmentInterner
    private var store: Interner
    private let sources = Facet.sources.map(\.rawValue)
    /// For each dimension, where the texts that it is taken from stand in a combination.
    private let places = Facet.dimensions.map { $0.sources.compactMap { Facet.sources.firstIndex(of: $0) } }
    private let currencyPlace = Facet.sources.firstIndex(of: .billingCurrency) ?? 0
    private let cache: TupleCache
    /// The facets by number of the combination.
    private var facets: [UInt32] = []
    /// The number of each row's combination.
    private var numbers: [Int32] = []
    /// The columns of every facet that was used.
    private var columnsByID: [UInt32: [Int64]] = [:]
    private let key: UnsafeMutablePointer<UInt32>
    private static let limit = 1 << 17

    init(_ rules: DepartmentRuleBook, _ connection: any SQLConnection) throws(CostStoreError) {
        departments = DepartmentInterner(rules)
        store = try Interner(BulkTable("facets", ["id", "hash"] + Facet.columns), connection: connection)
        cache = TupleCache(width: sources.count + 1)
        key = .allocate(capacity: sources.count + 1)
    }

    deinit {
        key.deallocate()
    }

    func removeAll() {
        departments.removeAll()
        cache.removeAll()
        facets.removeAll(keepingCapacity: true)
    }

    /// The facet of a row.
    @inline(__always)
    func id(_ row: Int) -> UInt32 { facets[Int(numbers[row])] }

    /// The columns of a facet that was used.
    func columns(of id: UInt32) -> [Int64] { columnsByID[id] ?? Array(repeating: 0, count: Facet.columns.count) }

    /// Finds the facets of a batch; the last word of a combination is the department.
    func find(_ batch: ChargeBatch, _ texts: inout TextInterner, _ connection: any SQLConnection) throws(CostStoreError)
    {
        try departments.find(batch, &texts, connection)
        if cache.count + batch.count > Self.limit {
            cache.removeAll()
            facets.removeAll(keepingCapacity: true)
        }
        numbers.removeAll(keepingCapacity: true)
        batch.textCodes.withUnsafeBufferPointer { codes in
            for row in 0..<batch.count {
                let first = row &* TextColumn.count
                for index in 0..<sources.count { key[index] = codes[first &+ sources[index]] }
                key[sources.count] = departments.number(row)
                numbers.append(Int32(truncatingIfNeeded: cache.number(of: key)))
            }
        }
        try resolve(&texts, connection)
    }

    /// Finds the facets of the combinations that are new.
    private func resolve(_ texts: inout TextInterner, _ connection: any SQLConnection) throws(CostStoreError) {
        guard facets.count < cache.count else { return }
        var items: [Interner.Item] = []
        for number in facets.count..<cache.count {
            try requireCurrency(texts.text(cache.key(number)[currencyPlace], connection))
            let columns = columns(cache.key(number), texts)
            items.append(Interner.Item(hash: StableHash.hash(columns), integers: columns, last: []))
        }
        let ids = try store.ids(of: items, connection)
        for (id, item) in zip(ids, items) { columnsByID[UInt32(id)] = item.integers }
        facets += ids.map { UInt32($0) }
    }

    private func columns(_ key: UnsafeBufferPointer<UInt32>, _ texts: TextInterner) -> [Int64] {
        let department = departments.all[Int(key[sources.count])]
        return places.map { places in texts.id(places.lazy.map { key[$0] }.first { $0 != 0 } ?? 0) }
            + [texts.id(key[currencyPlace]), department.name, department.source]
    }

    private func requireCurrency(_ text: String?) throws(CostStoreError) {
        if let text, let currency = Currency(text), currency.code == text { return }
        throw CostStoreError(
            .badCharge,
            "a charge has “\((text ?? "").prefix(16))” as BillingCurrency; it must be an ISO 4217 code such as USD")
    }
}

import CostModel

/// Knows the store's facet of every combination of texts that one depends on, and finds departments on the way.
final class FacetInterner {
    private let rules: DepartmentRuleBook
    private var store: Interner
    private let sources = Facet.sources.map(\.rawValue)
    private let cache: TupleCache
    /// The facets by number of the combination.
    private var facets: [UInt32] = []
    private var numbers: [Int32] = []
    /// The columns of every facet that was used.
    private var columnsByID: [UInt32: [Int64]] = [:]
    private let key: UnsafeMutablePointer<UInt32>
    private static let limit = 1 << 17

    init(_ rules: DepartmentRuleBook, _ connection: any SQLConnection) throws(CostStoreError) {
        self.rules = rules
        store = try Interner(BulkTable("facets", ["id", "hash"] + Facet.columns), connection: connection)
        cache = TupleCache(width: sources.count + 1)
        key = .allocate(capacity: sources.count + 1)
    }

    deinit {
        key.deallocate()
    }

    func removeAll() {
        cache.removeAll()
        facets.removeAll(keepingCapacity: true)
    }

    /// The facet of a row.
    @inline(__always)
    func id(_ row: Int) -> UInt32 { facets[Int(numbers[row])] }

    /// The columns of a facet that was used.
    func columns(of id: UInt32) -> [Int64] { columnsByID[id] ?? Array(repeating: 0, count: Facet.columns.count) }

    /// Gives the combinations of a batch their numbers; the last word is the version of the rules.
    func number(_ batch: ChargeBatch) {
        if cache.count > Self.limit { removeAll() }
        numbers.removeAll(keepingCapacity: true)
        let isSingle = rules.versions.count == 1
        batch.textCodes.withUnsafeBufferPointer { codes in
            for row in 0..<batch.count {
                let first = row &* TextColumn.count
                for index in 0..<sources.count { key[index] = codes[first &+ sources[index]] }
                key[sources.count] = isSingle ? 0 : version(on: batch.day(row))
                numbers.append(Int32(truncatingIfNeeded: cache.number(of: key)))
            }
        }
    }

    private func version(on day: Int32) -> UInt32 {
        let found = rules.versions.lastIndex { ($0.firstDay?.number ?? .min) <= day }
        return UInt32(found ?? 0)
    }

    /// Finds the facets of the combinations that are new.
    func resolve(_ texts: inout TextInterner, _ connection: any SQLConnection) throws(CostStoreError) {
        guard facets.count < cache.count else { return }
        var items: [Interner.Item] = []
        for number in facets.count..<cache.count {
            let columns = try columns(cache.key(number), &texts, connection)
            items.append(Interner.Item(hash: StableHash.hash(columns), integers: columns, last: []))
        }
        let ids = try store.ids(of: items, connection)
        for (id, item) in zip(ids, items) { columnsByID[UInt32(id)] = item.integers }
        facets += ids.map { UInt32($0) }
    }

    private func columns(
        _ key: UnsafeBufferPointer<UInt32>, _ texts: inout TextInterner, _ connection: any SQLConnection
    ) throws(CostStoreError) -> [Int64] {
        func code(_ column: TextColumn) -> UInt32 { key[Facet.sources.firstIndex(of: column) ?? 0] }
        try requireCurrency(texts.text(code(.billingCurrency)))
        let traits = DepartmentTraits(
            tags: texts.text(code(.tags)).flatMap { try? Tags(json: $0) } ?? Tags(),
            resourceGroup: texts.text(code(.resourceGroup)), subAccountId: texts.text(code(.subAccountId)),
            subAccountName: texts.text(code(.subAccountName)), invoiceSection: texts.text(code(.invoiceSection)),
            costCenter: texts.text(code(.costCenter)))
        let department = rules.versions[Int(key[sources.count])].department(of: traits)
        var columns = Facet.dimensions.map { dimension in
            texts.id(dimension.sources.lazy.map(code).first { $0 != 0 } ?? 0)
        }
        columns.append(texts.id(code(.billingCurrency)))
        columns.append(try texts.id(of: department.name, connection))
        columns.append(try texts.id(of: "\(department.source)", connection))
        return columns
    }

    private func requireCurrency(_ text: String?) throws(CostStoreError) {
        if let text, let currency = Currency(text), currency.code == text { return }
        throw CostStoreError(
            .badCharge,
            "a charge has “\((text ?? "").prefix(16))” as BillingCurrency; it must be an ISO 4217 code such as USD")
    }
}

import CostModel

/// Knows the department of every combination of texts that one depends on.
///
/// There are many such combinations, mostly of tags, and few departments: kept apart from the facets, whose number they
/// would multiply.
final class DepartmentInterner {
    /// A department by the ids of its texts, and of what it was found by.
    struct Found: Hashable {
        let name: Int64
        let source: Int64
    }

    private let rules: DepartmentRuleBook
    private let sources = DepartmentTraits.columns.map(\.rawValue)
    private let cache: TupleCache
    /// The numbers of departments, by that of the combination.
    private var departments: [UInt32] = []
    /// The number of each row's combination.
    private var numbers: [Int32] = []
    private var known: [Found: UInt32] = [:]
    private(set) var all: [Found] = []
    /// The ids of the names of departments and sources.
    private var ids: [String: Int64] = [:]
    private let key: UnsafeMutablePointer<UInt32>
    private static let limit = 1 << 17

    init(_ rules: DepartmentRuleBook) {
        self.rules = rules
        cache = TupleCache(width: sources.count + 1)
        key = .allocate(capacity: sources.count + 1)
    }

    deinit {
        key.deallocate()
    }

    /// Forgets the combinations; departments keep their numbers.
    func removeAll() {
        cache.removeAll()
        departments.removeAll(keepingCapacity: true)
    }

    /// The place in ``all`` of a row's department.
    @inline(__always)
    func number(_ row: Int) -> UInt32 { departments[Int(numbers[row])] }

    /// Finds the departments of a batch; the last word of a combination is the version of the rules.
    func find(_ batch: ChargeBatch, _ texts: inout TextInterner, _ connection: any SQLConnection) throws(CostStoreError)
    {
        if cache.count + batch.count > Self.limit { removeAll() }
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
        for number in departments.count..<cache.count {
            let department = try department(cache.key(number), &texts, connection)
            departments.append(try self.number(of: department, &texts, connection))
        }
    }

    private func version(on day: Int32) -> UInt32 {
        let found = rules.versions.lastIndex { ($0.firstDay?.number ?? .min) <= day }
        return UInt32(found ?? 0)
    }

    private func department(
        _ key: UnsafeBufferPointer<UInt32>, _ texts: inout TextInterner, _ connection: any SQLConnection
    ) throws(CostStoreError) -> Department {
        var words: [TextColumn: String] = [:]
        for (code, column) in zip(key, DepartmentTraits.columns) { words[column] = try texts.text(code, connection) }
        let traits = DepartmentTraits(
            tags: words[.tags].flatMap { try? Tags(json: $0) } ?? Tags(), resourceGroup: words[.resourceGroup],
            subAccountId: words[.subAccountId], subAccountName: words[.subAccountName],
            invoiceSection: words[.invoiceSection], costCenter: words[.costCenter])
        return rules.versions[Int(key[sources.count])].department(of: traits)
    }

    private func number(
        of department: Department, _ texts: inout TextInterner, _ connection: any SQLConnection
    ) throws(CostStoreError) -> UInt32 {
        let found = Found(
            name: try id(of: department.name, &texts, connection),
            source: try id(of: "\(department.source)", &texts, connection))
        if let number = known[found] { return number }
        known[found] = UInt32(all.count)
        all.append(found)
        return UInt32(all.count - 1)
    }

    private func id(
        of text: String, _ texts: inout TextInterner, _ connection: any SQLConnection
    ) throws(CostStoreError) -> Int64 {
        if let id = ids[text] { return id }
        // Where tags name departments there may be as many as there are tags.
        if ids.count > Self.limit { ids = [:] }
        let id = try texts.id(of: text, connection)
        ids[text] = id
        return id
    }
}

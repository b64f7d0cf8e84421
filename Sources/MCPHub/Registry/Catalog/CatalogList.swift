/// One list of a child, whole.
public struct CatalogList: Sendable {
    /// Which list it is.
    public let kind: ListKind
    /// The entries in the order of the child; no two have the same key.
    public internal(set) var entries: [CatalogEntry]
    /// For how long and for whom it may be kept.
    public internal(set) var freshness: Freshness
    /// What was left out.
    public internal(set) var problems: [CatalogProblem] = []

    /// An empty list.
    public init(_ kind: ListKind) {
        self.kind = kind
        entries = []
        freshness = .none
    }
}

extension CatalogList: Hashable {
    /// Whether both hold the same entries. Their order does not count: a child that lists in the order of a hash table
    /// changes nothing by it. Who finds a new list equal keeps the one that is there, and with it the order.
    public static func == (left: CatalogList, right: CatalogList) -> Bool {
        guard left.kind == right.kind, left.freshness == right.freshness, left.entries.count == right.entries.count
        else { return false }
        return left.entries == right.entries || Set(left.entries) == Set(right.entries)
    }

    /// Hashes the size of the list.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(entries.count)
    }
}

import CostStore

/// Ties a cursor to the question that it continues.
struct QueryCursor {
    private let mark: String

    /// Takes the question; limit and cursor are no part of it.
    init(_ query: CostQuery) {
        let filters = query.filters.map { "\($0.dimension.name)\($0.excludes)\($0.values)" }
        let words =
            "\(query.period) \(query.metric) \(query.groupBy.map(\.name)) \(query.granularity) \(filters) \(query.order)"
        mark = Self.mark(words)
    }

    /// A short name of a question (FNV-1a): told apart, not kept secret.
    static func mark(_ words: String) -> String {
        String(words.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 36)
    }

    /// What the caller is given for the store's cursor.
    func seal(_ cursor: String?) -> String? { cursor.map { "\(mark).\($0)" } }

    /// The store's cursor in what the caller gave.
    func open(_ text: String?) throws(ToolFailure) -> String? {
        guard let text else { return nil }
        guard text.hasPrefix("\(mark).") else {
            throw ToolFailure("the cursor belongs to another question; ask with the same arguments, or without it")
        }
        return String(text.dropFirst(mark.count + 1))
    }
}

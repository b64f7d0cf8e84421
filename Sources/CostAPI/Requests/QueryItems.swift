/// What stands behind the question mark of an address, in order.
struct QueryItems: Sendable {
    /// How many there may be.
    static let maximumCount = 256

    let items: [(name: String, value: String)]

    init(_ items: [(name: String, value: String)]) {
        self.items = items
    }

    /// Reads a query.
    ///
    /// - Throws: ``Problem`` 400 for one that cannot be decoded or has too many parts.
    init(parsing query: Substring?) throws(Problem) {
        var items: [(name: String, value: String)] = []
        for pair in (query ?? "").split(separator: "&") {
            let end = pair.firstIndex(of: "=") ?? pair.endIndex
            guard let name = PercentCoding.decodeQuery(pair[..<end]),
                let value = PercentCoding.decodeQuery(pair[end...].dropFirst())
            else { throw .badRequest("The query cannot be decoded: a % begins no escape, or it is no UTF-8.") }
            items.append((name, value))
            guard items.count <= Self.maximumCount else {
                throw .badRequest("The query has more than \(Self.maximumCount) parts.")
            }
        }
        self.items = items
    }

    /// Its names, each once, in the order in which they first occur.
    var names: [String] {
        var seen: Set<String> = []
        return items.map(\.name).filter { seen.insert($0).inserted }
    }

    /// The values of a name.
    subscript(name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// The query with a name having this value and no other.
    func setting(_ name: String, to value: String) -> String {
        (items.filter { $0.name != name } + [(name, value)])
            .map { PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value) }.joined(separator: "&")
    }
}

/// What a caller may do here; each may do what those before it may. The rights over tools themselves are the hub's.
public enum APIRole: String, Comparable, CaseIterable, Sendable {
    /// Reads.
    case viewer
    /// Also has things computed, and calls tools that may change something elsewhere.
    case analyst
    /// Also changes what is stored here.
    case admin

    /// Whether the left one may do less.
    public static func < (left: APIRole, right: APIRole) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The highest role that scopes name; nil when they name none.
    static func named(in scopes: Set<String>) -> APIRole? { allCases.last { scopes.contains($0.rawValue) } }
}

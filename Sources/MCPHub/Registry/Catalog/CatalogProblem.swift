/// Something in a child's list that cannot be used and is left out; the rest of the list is not affected.
public struct CatalogProblem: Error, Hashable, Sendable {
    /// The list.
    public let kind: ListKind
    /// The position of the entry in its page, from 0; nil when it is about the list as a whole.
    public private(set) var position: Int?
    /// What is wrong.
    public let reason: String

    /// Creates the problem of a list, or of one entry; see ``at(_:)``.
    public init(_ kind: ListKind, reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// The same problem, of the entry at `position`.
    func at(_ position: Int) -> CatalogProblem {
        var problem = self
        problem.position = position
        return problem
    }
}

extension CatalogProblem: CustomStringConvertible {
    /// One sentence for people, such as `tools/list, entry 3: its "name" is no text or empty`.
    public var description: String {
        "\(kind.method)\(position.map { ", entry \($0)" } ?? ""): \(reason)"
    }
}

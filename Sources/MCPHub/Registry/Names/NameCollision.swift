/// Two things that the rules give the same name, so that only one of them can be offered.
public struct NameCollision: Error, Hashable, Sendable {
    /// The list they belong to.
    public let kind: ListKind
    /// The name or URI that both would have.
    public let name: String
    /// Who has it; nil when it is one of the hub's own tools.
    public let holder: Route?
    /// Who is left out.
    public let refused: Route
}

extension NameCollision: CustomStringConvertible {
    /// What collides with what, and how to mend it.
    public var description: String {
        let first = holder.map(\.description) ?? "the hub's own '\(name)'"
        return "The \(kind.noun)s \(first) and \(refused) would both be offered as '\(name)': \(remedy)"
    }

    private var remedy: String {
        switch kind {
        case .tools, .prompts:
            "give '\(refused.child)' a \"prefix\" of its own with \"names\": \"prefixed\", or \"rename\" or \"deny\" one"
        case .resources, .resourceTemplates: "set \"uris\" to \"prefixed\", or deny one of the two"
        }
    }
}

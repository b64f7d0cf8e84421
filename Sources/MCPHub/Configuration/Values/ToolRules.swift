/// Which tools of a server are offered, and under which names.
public struct ToolRules: Hashable, Sendable {
    /// Only tools that fit one of these are offered; nil for all.
    public var allow: [Glob]?
    /// Tools that fit one of these are not offered, whatever else is said.
    public var deny: [Glob]
    /// New names for tools by the names that the server gives them.
    public var rename: [String: String]

    /// Offers all tools under their own names unless told otherwise.
    public init(allow: [Glob]? = nil, deny: [Glob] = [], rename: [String: String] = [:]) {
        self.allow = allow
        self.deny = deny
        self.rename = rename
    }

    /// Whether the tool that the server calls `name` is offered.
    public func offers(_ name: String) -> Bool {
        if deny.contains(where: { $0.matches(name) }) { return false }
        return allow?.contains { $0.matches(name) } ?? true
    }

    /// The name, before any prefix, under which the tool that the server calls `name` is offered; nil when it is not.
    public func name(for name: String) -> String? {
        offers(name) ? rename[name] ?? name : nil
    }
}

import JSONRPC

/// Which tools of which child somebody has approved: trust on first use, and a question on every change.
public struct TrustStore: Hashable, Sendable {
    /// The approval of one tool.
    public struct Approval: Hashable, Sendable {
        /// The tool as it was approved.
        public let fingerprint: ToolFingerprint
        /// When, in ISO 8601.
        public let approvedAt: String
    }

    /// The approvals by child and by the name of the tool there.
    public internal(set) var children: [String: [String: Approval]] = [:]

    /// A store without approvals.
    public init() {}

    /// Whether the tools of a child are those that were approved.
    public func decision(on tools: ToolSetFingerprint, of child: String) -> TrustDecision {
        guard let approvals = children[child] else { return .unknown }
        let change = Self.change(from: approvals, to: tools)
        let isSame = change.added.isEmpty && change.removed.isEmpty && change.changed.isEmpty
        return isSame ? .approved : .changed(change)
    }

    /// Approves the tools of a child as they are now. What was approved as it is keeps its date.
    ///
    /// - Parameters:
    ///   - date: now, in ISO 8601.
    ///   - names: the tools to approve; nil for all. With nil, approvals of tools that are gone are dropped.
    public mutating func approve(
        _ tools: ToolSetFingerprint, of child: String, at date: String, only names: Set<String>? = nil
    ) {
        let known = children[child] ?? [:]
        var approvals = names == nil ? [:] : known
        for tool in tools.tools where names?.contains(tool.name) ?? true {
            let isKnown = known[tool.name]?.fingerprint.digest == tool.digest
            approvals[tool.name] = isKnown ? known[tool.name] : Approval(fingerprint: tool, approvedAt: date)
        }
        children[child] = approvals
    }

    /// Forgets everything about a child, so that it is unknown again.
    public mutating func forget(_ child: String) {
        children[child] = nil
    }

    private static func change(from approvals: [String: Approval], to tools: ToolSetFingerprint) -> TrustChange {
        let current = Set(tools.tools.map(\.name))
        return TrustChange(
            added: tools.tools.map(\.name).filter { approvals[$0] == nil },
            removed: approvals.keys.filter { !current.contains($0) }.sorted(),
            changed: tools.tools.compactMap { tool in
                guard let approval = approvals[tool.name], approval.fingerprint.digest != tool.digest else {
                    return nil
                }
                return TrustChange.Tool(
                    name: tool.name, approvedAt: approval.approvedAt,
                    differences: ValueDifference.all(
                        from: approval.fingerprint.definition, to: tool.definition))
            })
    }
}

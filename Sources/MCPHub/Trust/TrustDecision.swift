/// What is known about the tools of a child.
public enum TrustDecision: Hashable, Sendable {
    /// Nobody has approved anything of this child yet.
    case unknown
    /// The tools are exactly those that were approved.
    case approved
    /// The tools are others than those that were approved.
    case changed(TrustChange)
}

/// How the tools of a child differ from those that were approved.
public struct TrustChange: Hashable, Sendable {
    /// A tool that is not what it was.
    public struct Tool: Hashable, Sendable {
        /// Its name at the child.
        public let name: String
        /// When the tool was approved as it was.
        public let approvedAt: String
        /// What is different.
        public let differences: [ValueDifference]
    }

    /// The names of tools that were not there.
    public let added: [String]
    /// The names of tools that are gone.
    public let removed: [String]
    /// Tools that are not what they were, in the order of their names.
    public let changed: [Tool]

    /// The names of the tools that nobody has approved as they are now.
    public var unapproved: [String] { added + changed.map(\.name) }
}

extension TrustChange: CustomStringConvertible {
    /// The difference for people, a tool at a time.
    public var description: String {
        let added = added.map { "+ \(HiddenCharacter.visible($0)) is new" }
        let removed = removed.map { "- \(HiddenCharacter.visible($0)) is gone" }
        let changed = changed.map { tool in
            let title = "~ \(HiddenCharacter.visible(tool.name)), approved \(tool.approvedAt), has changed"
            return ([title] + tool.differences.map { indented($0.description) }).joined(separator: "\n")
        }
        return (added + removed + changed).joined(separator: "\n")
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(separator: "\n")
    }
}

public import CostModel

/// What a figure was computed from: the question, in the words of the tool that asked it, and the version of the data.
public struct Evidence: Hashable, Sendable {
    /// What is to be saved.
    public struct Draft: Hashable, Sendable {
        /// The tool that answered.
        public var tool: String
        /// Its arguments, as canonical JSON.
        public var arguments: String
        /// The charges behind the answer.
        public var charges: ChargeQuery
        /// The version of the data.
        public var version: DataVersion

        /// Puts a draft together.
        public init(tool: String, arguments: String, charges: ChargeQuery, version: DataVersion) {
            self.tool = tool
            self.arguments = arguments
            self.charges = charges
            self.version = version
        }
    }

    /// The id to ask by.
    public let id: String
    /// What was saved.
    public let draft: Draft
    /// When.
    public let moment: Instant
    /// The version of the data now: when it is another, the charges behind the figure may have changed.
    public let currentVersion: DataVersion

    /// Whether the charges are still those of the answer.
    public var isCurrent: Bool { draft.version == currentVersion }
}

/// How the cost tools of the program are offered: what stands at `hub.cost`. Read when the program starts.
public struct CostSettings: Hashable, Sendable {
    /// Whether they are offered; nil for whenever there is a cost store already.
    public var offer: Bool?
    /// Whether the tools that change something are among them.
    public var writes = false
    /// The folders from which files may be imported; none for the data folder.
    public var importFolders: [Template] = []
    /// The keys of the tags that every charge should have.
    public var requiredTags: [String] = []

    /// The settings of a hub whose configuration says nothing of costs.
    public init() {}
}

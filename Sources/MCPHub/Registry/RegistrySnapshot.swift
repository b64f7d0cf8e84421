public import MCP

/// Everything that the children offer together, as agents see it, at one moment.
///
/// A snapshot never changes: a request that has begun with one sees nothing of the next. It is shared, not copied.
public final class RegistrySnapshot: Sendable {
    /// Counts the snapshots of a process.
    public let version: Int
    /// What each child offers, by its key; children that have not been asked yet are missing.
    public let catalogs: [String: ChildCatalog]
    /// Whose a tool is.
    public let toolNames: NameTable
    /// Whose a prompt is.
    public let promptNames: NameTable
    /// Whose a resource is.
    public let resourceTable: ResourceTable
    /// The tools: the hub's own first, then those of the children in the order of the rules.
    public let tools: ExposedList
    /// The prompts.
    public let prompts: ExposedList
    /// The resources.
    public let resources: ExposedList
    /// The templates of resources.
    public let resourceTemplates: ExposedList
    /// What the hub has to offer.
    public let capabilities: ServerCapabilities
    /// How to use it all: what the children say, each under its name; nil when they say nothing.
    public let instructions: String?
    /// What could not have the name that the rules give it, and is therefore not offered.
    public let collisions: [NameCollision]

    /// Merges catalogs.
    ///
    /// - Parameters:
    ///   - version: see ``version``.
    ///   - catalogs: what the children offer; a child that the rules do not name is left out.
    ///   - rules: how it is shown.
    ///   - ownTools: the hub's own tools, which keep their names.
    public init(version: Int, catalogs: [ChildCatalog], rules: ExposureRules, ownTools: [CatalogEntry] = []) {
        let merge = SnapshotMerge(catalogs, rules, ownTools)
        self.version = version
        self.catalogs = merge.catalogs
        toolNames = merge.toolNames
        promptNames = merge.promptNames
        resourceTable = merge.resourceTable
        tools = merge.list(.tools)
        prompts = merge.list(.prompts)
        resources = merge.list(.resources)
        resourceTemplates = merge.list(.resourceTemplates)
        capabilities = merge.capabilities
        instructions = MergedInstructions.text(merge.parts, limit: rules.instructionLimit)
        collisions = toolNames.collisions + promptNames.collisions + resourceTable.collisions
    }

    /// What of ``collisions`` is about names of tools and prompts, which a configuration settles. Two servers with the
    /// same URI are nobody's mistake: the first keeps it, and the other is told of.
    var nameCollisions: [NameCollision] { toolNames.collisions + promptNames.collisions }

    /// The list of the given kind.
    public subscript(kind: ListKind) -> ExposedList {
        switch kind {
        case .tools: tools
        case .prompts: prompts
        case .resources: resources
        case .resourceTemplates: resourceTemplates
        }
    }

    /// Refuses a configuration under which not everything can be offered; for use when one is loaded.
    ///
    /// - Throws: the first ``NameCollision``.
    public func requireNoCollisions() throws(NameCollision) {
        if let collision = collisions.first { throw collision }
    }
}

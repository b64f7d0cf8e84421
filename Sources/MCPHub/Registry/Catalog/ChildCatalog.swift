public import MCP

/// What one child offers, as it said itself the last time it was asked.
public struct ChildCatalog: Hashable, Sendable {
    /// The key of the child in the configuration.
    public var child: String
    /// The revision it speaks, which also tells its era.
    public var protocolVersion: ProtocolVersion
    /// What it calls itself; never used to tell children apart.
    public var serverInfo: Implementation?
    /// What it has to offer.
    public var capabilities: ServerCapabilities
    /// How to use it, for a model to read. Untrusted text.
    public var instructions: String?
    /// Its tools.
    public var tools = CatalogList(.tools)
    /// Its prompts.
    public var prompts = CatalogList(.prompts)
    /// Its resources.
    public var resources = CatalogList(.resources)
    /// Its templates of resources.
    public var resourceTemplates = CatalogList(.resourceTemplates)

    /// Creates the catalog of a child with empty lists.
    public init(
        child: String, protocolVersion: ProtocolVersion, serverInfo: Implementation? = nil,
        capabilities: ServerCapabilities = ServerCapabilities(), instructions: String? = nil
    ) {
        self.child = child
        self.protocolVersion = protocolVersion
        self.serverInfo = serverInfo
        self.capabilities = capabilities
        self.instructions = instructions
    }

    /// The list of the given kind.
    public subscript(kind: ListKind) -> CatalogList {
        get {
            switch kind {
            case .tools: tools
            case .prompts: prompts
            case .resources: resources
            case .resourceTemplates: resourceTemplates
            }
        }
        set {
            switch kind {
            case .tools: tools = newValue
            case .prompts: prompts = newValue
            case .resources: resources = newValue
            case .resourceTemplates: resourceTemplates = newValue
            }
        }
    }

    /// The lists that the child says it has, and that are therefore to be asked for.
    public var offeredLists: [ListKind] {
        ListKind.allCases.filter { kind in
            switch kind {
            case .tools: capabilities.tools != nil
            case .prompts: capabilities.prompts != nil
            case .resources, .resourceTemplates: capabilities.resources != nil
            }
        }
    }

    /// Everything that was left out of its lists.
    public var problems: [CatalogProblem] { ListKind.allCases.flatMap { self[$0].problems } }
}

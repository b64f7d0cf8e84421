/// The settings of the hub as a whole: what stands at `hub`.
public struct HubSettings: Hashable, Sendable {
    /// How the names of tools and prompts are made.
    public var names = NameStyle.prefixed
    /// What stands between a prefix and a name.
    public var separator = "__"
    /// How the URIs of resources are written.
    public var uris = ExposureRules.URIStyle.raw
    /// The tools of the hub itself that are offered beside those of the servers.
    public var tools: Set<HubTool> = []
    /// Which tools stand in the list of tools.
    public var toolListing = ToolListing.all
    /// Bounds on what anyone may ask for.
    public var limits = HubLimits()
    /// What happens when the tools of a server are no longer those that were approved.
    public var trust = TrustPolicy.warn
    /// The record of calls; nil for none.
    public var audit: AuditSettings?
    /// How the hub is reached over the network.
    public var http = HTTPSettings()
    /// Who may use it over the network.
    public var access = AccessSettings()
    /// How it is offered as REST and WebSocket.
    public var api = APISettings()
    /// How the cost tools are offered.
    public var cost = CostSettings()
    /// Where the tools of all servers are remembered between two runs.
    public var manifestCache = ManifestCache.standard

    /// The settings of a hub whose configuration has no `hub`.
    public init() {}
}

/// How the hub names what servers offer.
public enum NameStyle: String, CaseIterable, Sendable {
    /// Prefix, separator and name, always, also with a single server.
    case prefixed
    /// The name alone; two servers must not offer the same.
    case plain
}

/// Which tools stand in the list of tools. All of them can be called, listed or not.
public enum ToolListing: String, CaseIterable, Sendable {
    /// Those of the servers and the hub's own.
    case all
    /// Only the hub's own, for agents that search: they do not pay for reading hundreds of definitions.
    case own
}

/// A tool of the hub itself.
public enum HubTool: String, CaseIterable, Sendable {
    /// Finds tools by words.
    case searchTools = "hub_search_tools"
    /// Tells the schemas of one tool.
    case describeTool = "hub_describe_tool"
    /// Calls a tool by its name.
    case callTool = "hub_call_tool"
    /// Tells how the servers are.
    case status = "hub_status"
}

/// What happens when the tools of a server change after they were approved.
public enum TrustPolicy: String, CaseIterable, Sendable {
    /// They stay usable, and the change is told.
    case warn
    /// They are withheld until they are approved.
    case block
    /// Nothing is compared.
    case off
}

/// The record of calls.
public struct AuditSettings: Hashable, Sendable {
    /// The file that lines are appended to.
    public var path: Template
    /// Whether the values of arguments are left out.
    public var redact: Bool

    /// Records calls in the file at `path`.
    public init(path: Template, redact: Bool = true) {
        self.path = path
        self.redact = redact
    }
}

/// Where the tools of all servers are remembered, so that they can be listed before the servers have started.
public enum ManifestCache: Hashable, Sendable {
    /// In the user's folder for caches; see ``ConfigurationLocations/manifestCache``.
    case standard
    /// Nowhere.
    case off
    /// In this file.
    case file(Template)
}

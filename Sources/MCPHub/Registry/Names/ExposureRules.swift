/// How what the children offer is shown to agents.
public struct ExposureRules: Sendable {
    /// How URIs are written.
    public enum URIStyle: String, CaseIterable, Sendable {
        /// As the child writes them.
        case raw
        /// `<child>+<URI>`, always.
        case prefixed
    }

    /// How tools and prompts are named.
    public var names: NameStyle
    /// What stands between prefix and name.
    public var separator: String
    /// How URIs are written.
    public var uris: URIStyle
    /// The children in the order in which they are listed.
    public var children: [ChildExposure]
    /// How many bytes of instructions all children may fill together.
    public var instructionLimit: Int
    /// Whether somebody else may see something else, so that lists must not be kept for others.
    public var isPersonal = false

    /// Creates rules.
    public init(
        names: NameStyle = .prefixed, separator: String = "__", uris: URIStyle = .raw, children: [ChildExposure],
        instructionLimit: Int = 16 << 10
    ) {
        self.names = names
        self.separator = separator
        self.uris = uris
        self.children = children
        self.instructionLimit = instructionLimit
    }
}

extension ExposureRules {
    /// The rules that a configuration makes, for the servers that are not disabled.
    public init(_ configuration: HubConfiguration) {
        let children = configuration.enabledServers.map { server in
            let tools = server.settings.tools
            return ChildExposure(server.key, prefix: server.prefix, renames: tools.rename) { kind, name in
                kind != .tools || tools.offers(name)
            }
        }
        self.init(
            names: configuration.settings.names, separator: configuration.settings.separator,
            uris: configuration.settings.uris, children: children)
    }
}

/// What of one child is shown, and under which names.
public struct ChildExposure: Sendable {
    /// The key of the child in the configuration.
    public var child: String
    /// What stands before its names; empty for nothing.
    public var prefix: String
    /// Other names for its tools, by the names the child uses. The prefix stands before them too.
    public var renames: [String: String]
    /// How long and for whom its lists may be kept, instead of what it says itself.
    public var freshness: Freshness?
    /// Whether an entry is shown, by its list and by the name or URI the child uses.
    public var allows: @Sendable (ListKind, String) -> Bool

    /// Creates the rules of a child; without arguments all of it is shown, behind its key.
    public init(
        _ child: String, prefix: String? = nil, renames: [String: String] = [:], freshness: Freshness? = nil,
        allows: @escaping @Sendable (ListKind, String) -> Bool = { _, _ in true }
    ) {
        self.child = child
        self.prefix = prefix ?? child
        self.renames = renames
        self.freshness = freshness
        self.allows = allows
    }
}

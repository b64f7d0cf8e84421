/// The registry as some agents see it.
///
/// A class because it is looked at with every request, and many agents share one.
final class RegistryView: Sendable {
    /// What may be seen and used.
    let snapshot: RegistrySnapshot
    /// What of the tools is listed; see ``HubSettings/toolListing``.
    let listedTools: ExposedList

    /// Everything.
    init(_ snapshot: RegistrySnapshot, _ settings: HubSettings) {
        self.snapshot = snapshot
        listedTools = settings.listed(snapshot.tools)
    }

    /// A part of everything.
    convenience init(_ part: AgentIdentity.View, of whole: RegistrySnapshot, _ configuration: HubConfiguration) {
        let rules = ExposureRules(configuration).restricted(to: part, of: whole)
        let own = HubTool.allCases.filter {
            configuration.settings.tools.contains($0) && part.access.permits($0.rawValue, of: nil)
        }
        let snapshot = RegistrySnapshot(
            version: whole.version, catalogs: rules.children.compactMap { whole.catalogs[$0.child] }, rules: rules,
            ownTools: part.server == nil ? own.compactMap { try? $0.entry() } : [])
        self.init(snapshot, part.server == nil ? configuration.settings : HubSettings())
    }
}

extension ExposureRules {
    /// The same rules for an agent that sees less. What is not offered at all is not offered to anybody.
    func restricted(to part: AgentIdentity.View, of whole: RegistrySnapshot) -> ExposureRules {
        var rules = self
        rules.isPersonal = part.access != .everything
        if let server = part.server {
            rules.children = children.filter { $0.child == server }
            (rules.names, rules.uris) = (.plain, .raw)
        }
        guard rules.isPersonal else { return rules }
        for position in rules.children.indices {
            let (child, allows) = (rules.children[position].child, rules.children[position].allows)
            rules.children[position].allows = { kind, name in
                allows(kind, name) && whole.permits(kind, Route(child: child, name: name), part.access)
            }
        }
        return rules
    }
}

extension RegistrySnapshot {
    fileprivate func permits(_ kind: ListKind, _ route: Route, _ access: ToolAccess) -> Bool {
        switch kind {
        case .tools: toolNames.name(of: route).map { access.permits($0, of: route.child) } ?? false
        case .prompts: promptNames.name(of: route).map { access.permits($0, of: route.child) } ?? false
        case .resources, .resourceTemplates: access.permitsResources(of: route.child)
        }
    }
}

extension RoutingCore {
    /// How many views are kept before those that nobody has any more are dropped.
    private static let maximumViews = 256

    /// The registry as the agent sees it.
    mutating func view(of agent: AgentID) -> RegistryView {
        guard let part = agents[agent]?.view else { return whole }
        return view(part)
    }

    /// The registry as anybody sees it who is shown this part.
    mutating func view(_ part: AgentIdentity.View) -> RegistryView {
        if let view = views[part] { return view }
        if views.count >= Self.maximumViews {
            let used = Set(agents.values.compactMap(\.view))
            views = views.filter { used.contains($0.key) }
        }
        let view = RegistryView(part, of: whole.snapshot, configuration)
        views[part] = view
        return view
    }

    /// Shows another snapshot to everybody, and tells each what is different for it.
    mutating func show(_ snapshot: RegistrySnapshot) {
        let (oldWhole, oldViews) = (whole, views)
        whole = RegistryView(snapshot, configuration.settings)
        views = [:]
        announce(RegistryDifference(from: oldWhole.snapshot, to: snapshot), to: nil)
        let used = Set(agents.values.compactMap(\.view))
        for (part, old) in oldViews where used.contains(part) {
            announce(RegistryDifference(from: old.snapshot, to: view(part).snapshot), to: part)
        }
    }
}

import JSONRPC
import MCP

/// The work of making a snapshot.
struct SnapshotMerge {
    let catalogs: [String: ChildCatalog]
    let toolNames: NameTable
    let promptNames: NameTable
    let resourceTable: ResourceTable
    /// The catalogs in the order of the rules.
    let parts: [ChildCatalog]
    private let rules: ExposureRules
    private let ownTools: [CatalogEntry]

    init(_ all: [ChildCatalog], _ rules: ExposureRules, _ ownTools: [CatalogEntry]) {
        let byChild = Dictionary(all.map { ($0.child, $0) }) { _, last in last }
        let parts = rules.children.compactMap { byChild[$0.child] }
        let catalogs = Dictionary(parts.map { ($0.child, $0) }) { first, _ in first }
        self.catalogs = catalogs
        let keys = { (kind: ListKind) in catalogs.mapValues { $0[kind].entries.map(\.key) } }
        toolNames = NameTable(.tools, rules: rules, keys: keys(.tools), reserved: ownTools.map(\.key))
        promptNames = NameTable(.prompts, rules: rules, keys: keys(.prompts))
        resourceTable = ResourceTable(rules: rules, resources: keys(.resources), templates: keys(.resourceTemplates))
        self.parts = parts
        self.rules = rules
        self.ownTools = ownTools
    }

    /// The list of a kind as agents see it.
    func list(_ kind: ListKind) -> ExposedList {
        let own = kind == .tools ? ownTools.map { ExposedEntry($0, as: $0.key, rewriteURI: nil) } : []
        return ExposedList(kind, own + parts.flatMap { entries(kind, of: $0) }, freshness: freshness(kind))
    }

    private func entries(_ kind: ListKind, of part: ChildCatalog) -> [ExposedEntry] {
        let rewriteURI = rules.uris == .raw ? nil : { resourceTable.exposed($0, of: part.child) }
        return part[kind].entries.compactMap { entry in
            name(of: Route(child: part.child, name: entry.key), kind).map {
                ExposedEntry(entry, as: $0, rewriteURI: rewriteURI)
            }
        }
    }

    private func name(of route: Route, _ kind: ListKind) -> String? {
        switch kind {
        case .tools: toolNames.name(of: route)
        case .prompts: promptNames.name(of: route)
        case .resources, .resourceTemplates:
            resourceTable.isOffered(route, kind) ? resourceTable.exposed(route.name, of: route.child) : nil
        }
    }

    /// The shortest time and the narrowest scope of all parts; nothing while a part is not known yet.
    private func freshness(_ kind: ListKind) -> Freshness {
        guard parts.count == rules.children.count else { return .none }
        let parts = zip(rules.children, parts).filter { $1.offeredLists.contains(kind) }
        let hints = parts.map { $0.freshness ?? $1[kind].freshness }
        let merged = hints.dropFirst().reduce(hints.first ?? .none) { $0.merged(with: $1) }
        return rules.isPersonal ? merged.merged(with: Freshness(ttlMs: .max, scope: .private)) : merged
    }

    /// What the children can together. While one of them is not known yet, whatever it might turn out to have counts
    /// as there, because an agent of the handshake era asks only once.
    var capabilities: ServerCapabilities {
        let known = parts.map(\.capabilities)
        let isIncomplete = parts.count < rules.children.count
        let has = { (test: (ServerCapabilities) -> Bool) in isIncomplete || known.contains(where: test) }
        let announced = ListChangedCapability(listChanged: true)
        return ServerCapabilities(
            tools: announced,
            prompts: has { $0.prompts != nil } ? announced : nil,
            resources: has { $0.resources != nil }
                ? ResourcesCapability(subscribe: has { $0.resources?.subscribe == true }, listChanged: true) : nil,
            completions: has { $0.completions != nil } ? [:] : nil,
            logging: has { $0.logging != nil } ? [:] : nil)
    }
}

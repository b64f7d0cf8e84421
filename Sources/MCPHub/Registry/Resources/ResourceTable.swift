import JSONRPC

/// Which resource of which child has which URI.
public struct ResourceTable: Sendable {
    private struct Template {
        let pattern: URITemplatePattern
        let route: Route
    }

    /// What could not have the URI that the rules give it.
    public private(set) var collisions: [NameCollision] = []
    private let style: ExposureRules.URIStyle
    private let prefixes: URIPrefixes
    private let exposures: [String: ChildExposure]
    private var resources: [ExactString: Route] = [:]
    private var templates: [ExactString: Route] = [:]
    private var patterns: [Template] = []

    /// Makes the table.
    ///
    /// - Parameters:
    ///   - resources: the URIs that each child lists, by its key.
    ///   - templates: the URI templates that each child lists, by its key.
    public init(rules: ExposureRules, resources: [String: [String]], templates: [String: [String]]) {
        style = rules.uris
        prefixes = URIPrefixes(children: rules.children.map(\.child))
        exposures = Dictionary(rules.children.map { ($0.child, $0) }) { first, _ in first }
        for child in rules.children {
            for uri in resources[child.child] ?? [] where child.allows(.resources, uri) {
                add(Route(child: child.child, name: uri), .resources, to: \.resources)
            }
            for uri in templates[child.child] ?? [] where child.allows(.resourceTemplates, uri) {
                let route = Route(child: child.child, name: uri)
                add(route, .resourceTemplates, to: \.templates)
                patterns.append(Template(pattern: URITemplatePattern(uri), route: route))
            }
        }
    }

    /// How a URI or URI template of a child is written for agents, wherever it occurs.
    public func exposed(_ uri: String, of child: String) -> String {
        prefix(of: child).map { $0 + uri } ?? uri
    }

    /// What stands before all URIs of a child, which a JSON string holds without escapes; nil for nothing.
    func prefix(of child: String) -> String? { style == .prefixed ? prefixes.prefix(of: child) : nil }

    /// Whether the entry is offered at all: two children with the same raw URI cannot both offer it.
    func isOffered(_ route: Route, _ kind: ListKind) -> Bool {
        let key = ExactString(text: exposed(route.name, of: route.child))
        return (kind == .resources ? resources[key] : templates[key]) == route
    }

    /// Whom a URI is read from, listed or not.
    ///
    /// A listed one is the child's that lists it. Prefixed URIs name their child. Any other must match a template of
    /// exactly one child, or of one more closely than of all others: it is never sent to several to see who knows it.
    ///
    /// - Throws: ``RoutingFailure``.
    public func route(of uri: String) throws(RoutingFailure) -> Route {
        if let route = resources[ExactString(text: uri)] { return route }
        if style == .prefixed {
            guard let route = prefixes.route(of: uri), allows(route) else { throw .unknownResource(uri) }
            return route
        }
        let matches = patterns.filter { $0.pattern.matches(uri) && allows(Route(child: $0.route.child, name: uri)) }
        let closest = matches.map(\.pattern.literalLength).max()
        let children = Set(matches.filter { $0.pattern.literalLength == closest }.map(\.route.child))
        guard let child = children.first else { throw .unknownResource(uri) }
        guard children.count == 1 else { throw .ambiguousResource(uri, children: children.sorted()) }
        return Route(child: child, name: uri)
    }

    /// Whose URI template it is, as it stands in the list; a listed URI is accepted too.
    ///
    /// - Throws: ``RoutingFailure``.
    public func templateRoute(of template: String) throws(RoutingFailure) -> Route {
        let key = ExactString(text: template)
        guard let route = templates[key] ?? resources[key] else { throw .unknownResource(template) }
        return route
    }

    private func allows(_ route: Route) -> Bool {
        exposures[route.child]?.allows(.resources, route.name) ?? false
    }

    private mutating func add(
        _ route: Route, _ kind: ListKind, to table: WritableKeyPath<Self, [ExactString: Route]>
    ) {
        let uri = exposed(route.name, of: route.child)
        let key = ExactString(text: uri)
        if let holder = self[keyPath: table][key] {
            collisions.append(NameCollision(kind: kind, name: uri, holder: holder, refused: route))
        } else {
            self[keyPath: table][key] = route
        }
    }
}

import JSONRPC

/// Which resource of which child has which URI.
public struct ResourceTable: Sendable {
    private struct Template {
        let pattern: URITemplatePattern
        let origin: Origin
    }

    /// What could not have the URI that the rules give it.
    public private(set) var collisions: [NameCollision] = []
    private let style: ExposureRules.URIStyle
    private let prefixes: URIPrefixes
    private let exposures: [String: ChildExposure]
    private var resources: [ExactString: Origin] = [:]
    private var templates: [ExactString: Origin] = [:]
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
                add(Origin(child: child.child, name: uri), .resources, to: \.resources)
            }
            for uri in templates[child.child] ?? [] where child.allows(.resourceTemplates, uri) {
                let origin = Origin(child: child.child, name: uri)
                add(origin, .resourceTemplates, to: \.templates)
                patterns.append(Template(pattern: URITemplatePattern(uri), origin: origin))
            }
        }
    }

    /// How a URI or URI template of a child is written for agents, wherever it occurs.
    public func exposed(_ uri: String, of child: String) -> String {
        style == .prefixed ? prefixes.prefixed(uri, of: child) : uri
    }

    /// Whether the entry is offered at all: two children with the same raw URI cannot both offer it.
    func isOffered(_ origin: Origin, _ kind: ListKind) -> Bool {
        let key = ExactString(text: exposed(origin.name, of: origin.child))
        return (kind == .resources ? resources[key] : templates[key]) == origin
    }

    /// Whom a URI is read from, listed or not.
    ///
    /// A listed one is the child's that lists it. Prefixed URIs name their child. Any other must match a template of
    /// exactly one child, or of one more closely than of all others: it is never sent to several to see who knows it.
    ///
    /// - Throws: ``RoutingFailure``.
    public func origin(of uri: String) throws(RoutingFailure) -> Origin {
        if let origin = resources[ExactString(text: uri)] { return origin }
        if style == .prefixed {
            guard let origin = prefixes.origin(of: uri), allows(origin) else { throw .unknownResource(uri) }
            return origin
        }
        let matches = patterns.filter { $0.pattern.matches(uri) && allows(Origin(child: $0.origin.child, name: uri)) }
        let closest = matches.map(\.pattern.literalLength).max()
        let children = Set(matches.filter { $0.pattern.literalLength == closest }.map(\.origin.child))
        guard let child = children.first else { throw .unknownResource(uri) }
        guard children.count == 1 else { throw .ambiguousResource(uri, children: children.sorted()) }
        return Origin(child: child, name: uri)
    }

    /// Whose URI template it is, as it stands in the list; a listed URI is accepted too.
    ///
    /// - Throws: ``RoutingFailure``.
    public func templateOrigin(of template: String) throws(RoutingFailure) -> Origin {
        let key = ExactString(text: template)
        guard let origin = templates[key] ?? resources[key] else { throw .unknownResource(template) }
        return origin
    }

    private func allows(_ origin: Origin) -> Bool {
        exposures[origin.child]?.allows(.resources, origin.name) ?? false
    }

    private mutating func add(
        _ origin: Origin, _ kind: ListKind, to table: WritableKeyPath<Self, [ExactString: Origin]>
    ) {
        let uri = exposed(origin.name, of: origin.child)
        let key = ExactString(text: uri)
        if let holder = self[keyPath: table][key] {
            collisions.append(NameCollision(kind: kind, name: uri, holder: holder, refused: origin))
        } else {
            self[keyPath: table][key] = origin
        }
    }
}

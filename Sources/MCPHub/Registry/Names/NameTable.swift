/// Which tool or prompt of which child has which name. Names are looked up and never taken apart.
public struct NameTable: Sendable {
    /// What could not have the name that the rules give it.
    public let collisions: [NameCollision]
    private var routes: [String: Route] = [:]
    private var names: [Route: String] = [:]

    /// How many names there are.
    public var count: Int { routes.count }

    /// Makes the table of the tools or of the prompts.
    ///
    /// - Parameters:
    ///   - keys: what each child has, by its key.
    ///   - reserved: names that are the hub's own.
    public init(_ kind: ListKind, rules: ExposureRules, keys: [String: [String]], reserved: [String] = []) {
        let own = reserved.map { NameClaim(route: nil, prefix: "", name: $0) }
        let claims =
            own
            + rules.children.flatMap { child in
                Self.claims(of: child, kind, keys[child.child] ?? [], rules)
            }
        let assignment = NameAssignment(kind, claims)
        collisions = assignment.collisions
        for (claim, name) in zip(claims, assignment.names) {
            guard let name, let route = claim.route else { continue }
            routes[name] = route
            names[route] = name
        }
    }

    /// Whose the name is; nil when nothing of a child has it.
    public func route(of name: String) -> Route? { routes[name] }

    /// The name under which something is offered; nil when it is not.
    public func name(of route: Route) -> String? { names[route] }

    private static func claims(
        of child: ChildExposure, _ kind: ListKind, _ keys: [String], _ rules: ExposureRules
    ) -> [NameClaim] {
        let isPrefixed = rules.names == .prefixed && !child.prefix.isEmpty
        let prefix = isPrefixed ? child.prefix + rules.separator : ""
        let renames = kind == .tools ? child.renames : [:]
        return keys.filter { child.allows(kind, $0) }.map { key in
            NameClaim(
                route: Route(child: child.child, name: key), prefix: prefix, name: renames[key] ?? key)
        }
    }
}

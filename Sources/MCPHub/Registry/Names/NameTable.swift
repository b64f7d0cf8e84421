/// Which tool or prompt of which child has which name. Names are looked up and never taken apart.
public struct NameTable: Sendable {
    /// What could not have the name that the rules give it.
    public let collisions: [NameCollision]
    private var origins: [String: Origin] = [:]
    private var names: [Origin: String] = [:]

    /// How many names there are.
    public var count: Int { origins.count }

    /// Makes the table of the tools or of the prompts.
    ///
    /// - Parameters:
    ///   - keys: what each child has, by its key.
    ///   - reserved: names that are the hub's own.
    public init(_ kind: ListKind, rules: ExposureRules, keys: [String: [String]], reserved: [String] = []) {
        let own = reserved.map { NameClaim(origin: nil, prefix: "", name: $0) }
        let claims =
            own
            + rules.children.flatMap { child in
                Self.claims(of: child, kind, keys[child.child] ?? [], rules)
            }
        let assignment = NameAssignment(kind, claims)
        collisions = assignment.collisions
        for (claim, name) in zip(claims, assignment.names) {
            guard let name, let origin = claim.origin else { continue }
            origins[name] = origin
            names[origin] = name
        }
    }

    /// Whose the name is; nil when nothing of a child has it.
    public func origin(of name: String) -> Origin? { origins[name] }

    /// The name under which something is offered; nil when it is not.
    public func name(of origin: Origin) -> String? { names[origin] }

    private static func claims(
        of child: ChildExposure, _ kind: ListKind, _ keys: [String], _ rules: ExposureRules
    ) -> [NameClaim] {
        let isPrefixed = rules.names == .prefixed && !child.prefix.isEmpty
        let prefix = isPrefixed ? child.prefix + rules.separator : ""
        return keys.filter { child.allows(kind, $0) }.map { key in
            NameClaim(
                origin: Origin(child: child.child, name: key), prefix: prefix, name: child.renames[key] ?? key)
        }
    }
}

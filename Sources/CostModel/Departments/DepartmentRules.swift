/// How charges are given to departments: an ordered chain of rules, the first that finds a name counts.
///
/// The result depends only on tags, resource group, sub-account, invoice section and cost centre; who resolves many
/// charges should do it once per distinct combination of these.
public struct DepartmentRules: Hashable, Sendable, Codable {
    /// Tells versions apart; stores keep it next to the department.
    public var version: Int
    /// The first day that this version counts for; `nil` for all days before the next.
    public var validFrom: String?
    /// The rules in order.
    public var chain: [DepartmentRule]
    /// Other names of departments, in any case, and what they are called here: `eng` is `Engineering`.
    public var aliases: [String: String]

    /// Puts a version together. `chain` is the usual one unless something else is given.
    public init(
        version: Int = 1, validFrom: Day? = nil, chain: [DepartmentRule] = standardChain,
        aliases: [String: String] = [:]
    ) {
        self.version = version
        self.validFrom = validFrom?.description
        self.chain = chain
        self.aliases = aliases
    }

    /// The keys of tags that name a department, in order.
    public static let standardTagKeys = ["department", "dept", "team", "owner", "costcenter", "bu"]

    /// Tags, patterns for resource groups and subscriptions (none yet), invoice section, cost centre.
    public static let standardChain: [DepartmentRule] =
        standardTagKeys.map { .tag($0) } + [.resourceGroup([]), .subscription([]), .invoiceSection, .costCenter]

    /// The day of ``validFrom``.
    public var firstDay: Day? { validFrom.flatMap { Day($0) } }

    /// The department of what is described. Never fails: what no rule finds is ``Department/unallocated``.
    public func department(of traits: DepartmentTraits) -> Department {
        for rule in chain {
            guard let found = find(rule, in: traits) else { continue }
            return Department(name: alias(found.name), source: found.source)
        }
        return .unallocated
    }

    private func find(_ rule: DepartmentRule, in traits: DepartmentTraits) -> Department? {
        switch rule {
        case .tag(let key): named(traits.tags.value(anyCase: key), .tag(key.lowercased()))
        case .resourceGroup(let patterns): matching(patterns, [traits.resourceGroup], .resourceGroup)
        case .subscription(let patterns):
            matching(patterns, [traits.subAccountName, traits.subAccountId], .subscription)
        case .invoiceSection: named(traits.invoiceSection, .invoiceSection)
        case .costCenter: named(traits.costCenter, .costCenter)
        }
    }

    private func matching(_ patterns: [NamePattern], _ names: [String?], _ source: DepartmentSource) -> Department? {
        let names = names.compactMap { $0 }
        let pattern = patterns.first { pattern in names.contains { pattern.matches($0) } }
        return pattern.map { Department(name: $0.department, source: source) }
    }

    /// A name that says something: Azure writes "Unassigned" where there is none.
    private func named(_ name: String?, _ source: DepartmentSource) -> Department? {
        guard let trimmed = name?.trimmingSpaces, !trimmed.isEmpty else { return nil }
        let isEmpty = ["unassigned", "none", "null", "n/a", "-"].contains(trimmed.lowercased())
        return isEmpty ? nil : Department(name: trimmed, source: source)
    }

    private func alias(_ name: String) -> String {
        guard !aliases.isEmpty else { return name }
        if let exact = aliases[name] { return exact }
        let wanted = name.lowercased()
        // In order of the keys, so that two that differ only in case always give the same.
        return aliases.keys.sorted().first { $0.lowercased() == wanted }.flatMap { aliases[$0] } ?? name
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        let head = drop { $0.isWhitespace }
        return String(head.reversed().drop { $0.isWhitespace }.reversed())
    }
}

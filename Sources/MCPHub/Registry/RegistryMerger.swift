import JSONRPC

/// Makes one registry of what the children offer, under the rules and the trust policy of a configuration.
public struct RegistryMerger: Sendable {
    /// When tools are approved that are seen for the first time.
    private let now: WallTime

    /// Merges at the given moment.
    public init(now: WallTime = .now()) {
        self.now = now
    }

    /// Merges.
    ///
    /// The tools of a child that is seen for the first time count as approved; that is recorded in the store that is
    /// returned. When the policy is to block, tools of a known child that nobody has approved as they are stay out.
    ///
    /// - Parameters:
    ///   - catalogs: what the children offer; those that are not enabled are left out.
    ///   - trust: what has been approved so far.
    ///   - version: the number of the snapshot.
    public func merge(
        catalogs: [ChildCatalog], configuration: HubConfiguration, trust: TrustStore, version: Int
    ) -> MergedRegistry {
        let enabled = Set(configuration.enabledServers.map(\.key))
        var judged = JudgedCatalogs(trust: trust, policy: configuration.settings.trust, now: now)
        for catalog in catalogs where enabled.contains(catalog.child) {
            judged.add(catalog, isOwn: configuration[catalog.child]?.isInProcess == true)
        }
        let ownTools = HubTool.allCases.filter(configuration.settings.tools.contains)
        let snapshot = RegistrySnapshot(
            version: version, catalogs: judged.catalogs, rules: ExposureRules(configuration),
            ownTools: ownTools.compactMap { try? $0.entry() })
        return MergedRegistry(snapshot: snapshot, judged: judged)
    }
}

/// A registry, and what was found while it was merged.
public struct MergedRegistry: Sendable {
    /// What agents see.
    public let snapshot: RegistrySnapshot
    /// What was known about the tools of each child before; empty when nothing is compared.
    public let decisions: [String: TrustDecision]
    /// The tools of each child that are kept from agents until they are approved, by the names it gives them.
    public let withheld: [String: [String]]
    /// Hidden characters in what each child says about itself.
    public let hidden: [String: [HiddenText]]
    /// What the user should know, each with what to do about it.
    public let notes: [String]
    /// What is approved now.
    public let trust: TrustStore
    /// The children whose tools were approved by being seen for the first time; if there are any, ``trust`` has to be
    /// written down.
    public let firstSeen: [String]

    init(snapshot: RegistrySnapshot, judged: JudgedCatalogs) {
        self.snapshot = snapshot
        decisions = judged.decisions
        withheld = judged.withheld
        hidden = judged.hidden
        notes = judged.notes
        trust = judged.trust
        firstSeen = judged.firstSeen
    }
}

/// Catalogs as the trust policy lets them through.
struct JudgedCatalogs {
    private(set) var catalogs: [ChildCatalog] = []
    private(set) var decisions: [String: TrustDecision] = [:]
    private(set) var withheld: [String: [String]] = [:]
    private(set) var hidden: [String: [HiddenText]] = [:]
    private(set) var notes: [String] = []
    private(set) var firstSeen: [String] = []
    private(set) var trust: TrustStore
    private let policy: TrustPolicy
    private let now: WallTime

    init(trust: TrustStore, policy: TrustPolicy, now: WallTime) {
        self.trust = trust
        self.policy = policy
        self.now = now
    }

    /// What is part of this program changes with it and with its configuration: nobody has to approve that.
    mutating func add(_ catalog: ChildCatalog, isOwn: Bool) {
        lookForHiddenText(catalog)
        var catalog = catalog
        if policy != .off, !isOwn { judge(&catalog) }
        catalogs.append(catalog)
    }

    private mutating func lookForHiddenText(_ catalog: ChildCatalog) {
        let found = HiddenText.scan(catalog)
        guard let first = found.first else { return }
        hidden[catalog.child] = found
        let more = found.count > 1 ? " (and \(found.count - 1) more)" : ""
        notes.append(
            "Server '\(catalog.child)' hides text from people that models read: \(first)\(more); "
                + "do not use it before you know why")
    }

    private mutating func judge(_ catalog: inout ChildCatalog) {
        let tools = ToolSetFingerprint(catalog)
        let decision = trust.decision(on: tools, of: catalog.child)
        decisions[catalog.child] = decision
        switch decision {
        case .approved: return
        case .unknown:
            trust.approve(tools, of: catalog.child, at: now.description)
            firstSeen.append(catalog.child)
        case .changed(let change):
            notes.append(note(change, of: catalog.child))
            guard policy == .block, !change.unapproved.isEmpty else { return }
            withheld[catalog.child] = change.unapproved
            let names = Set(change.unapproved.map(ExactString.init(text:)))
            catalog.tools.entries.removeAll { names.contains(ExactString(text: $0.key)) }
        }
    }

    private func note(_ change: TrustChange, of child: String) -> String {
        let parts = [
            Self.part("new", change.added), Self.part("changed", change.changed.map(\.name)),
            Self.part("gone", change.removed),
        ]
        let tools = parts.compactMap(\.self).joined(separator: "; ")
        let effect = policy == .block && !change.unapproved.isEmpty ? ", and those are withheld" : ""
        return "Server '\(child)' no longer offers the tools that were approved (\(tools))\(effect); "
            + "look at them with: mcphub diff \(child), accept them with: mcphub approve \(child)"
    }

    private static func part(_ what: String, _ names: [String]) -> String? {
        guard !names.isEmpty else { return nil }
        let more = names.count > 5 ? " and \(names.count - 5) more" : ""
        return "\(what): \(HiddenCharacter.visible(names.prefix(5).joined(separator: ", ")))\(more)"
    }
}

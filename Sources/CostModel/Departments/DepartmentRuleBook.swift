/// All versions of the rules. Each counts from its first day until the next begins, so that old months keep theirs.
public struct DepartmentRuleBook: Hashable, Sendable {
    /// The versions, oldest first.
    public let versions: [DepartmentRules]

    /// Takes versions in any order; without one that has no first day, the oldest counts for all days before it.
    public init(_ versions: [DepartmentRules] = [DepartmentRules()]) {
        let sorted = versions.sorted {
            ($0.firstDay?.number ?? .min, $0.version) < ($1.firstDay?.number ?? .min, $1.version)
        }
        self.versions = sorted.isEmpty ? [DepartmentRules()] : sorted
    }

    /// The version that counts on a day.
    public func rules(on day: Day) -> DepartmentRules {
        versions.last { ($0.firstDay ?? day) <= day } ?? versions[0]
    }
}

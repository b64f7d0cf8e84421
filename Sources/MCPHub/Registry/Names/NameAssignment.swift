import JSONRPC

/// Gives every claim a name, so that no two names are equal and none depends on the order of the children.
///
/// What wants a name exactly as it is, has it. Names that only became equal, by characters that had to be replaced or by
/// a separator inside a name, and names that are too long get a tail. Where two want the same name outright, the
/// first one has it and the other is refused: nothing is ever shadowed.
struct NameAssignment {
    /// The names in the order of the claims; nil for what was refused.
    private(set) var names: [String?]
    /// What was refused.
    private(set) var collisions: [NameCollision] = []
    private var taken: Set<String> = []

    init(_ kind: ListKind, _ claims: [NameClaim]) {
        names = Array(repeating: nil, count: claims.count)
        let accepted = refuseEqualClaims(kind, claims)
        let groups = Dictionary(grouping: accepted) { claims[$0].candidate }
        var tailless: [Int] = []
        for group in groups.values {
            let keeper = Self.keeper(of: group, claims)
            if let keeper { assign(claims[keeper].candidate, to: keeper) }
            tailless += group.filter { $0 != keeper }
        }
        for position in tailless.sorted(by: { Self.precedes(claims[$0], claims[$1]) }) {
            assignTail(claims[position], at: position)
        }
    }

    /// The claims that are left when only the first of those with the same prefix and name counts.
    private mutating func refuseEqualClaims(_ kind: ListKind, _ claims: [NameClaim]) -> [Int] {
        var holders: [[ExactString]: Int] = [:]
        return claims.indices.filter { position in
            let claim = claims[position]
            let spelling = [ExactString(text: claim.prefix), ExactString(text: claim.wanted)]
            guard let holder = holders[spelling] else {
                holders[spelling] = position
                return true
            }
            if let route = claim.route {
                collisions.append(
                    NameCollision(kind: kind, name: claim.candidate, holder: claims[holder].route, refused: route))
            }
            return false
        }
    }

    /// Who has the name of a group as it is: the one without a prefix, or the only one.
    private static func keeper(of group: [Int], _ claims: [NameClaim]) -> Int? {
        let exact = group.filter { claims[$0].isExact && !claims[$0].isTooLong }
        if let bare = exact.first(where: { claims[$0].prefix.isEmpty }) { return bare }
        if exact.count == 1 { return exact[0] }
        guard group.count == 1, let only = group.first, !claims[only].isTooLong else { return nil }
        return only
    }

    private static func precedes(_ left: NameClaim, _ right: NameClaim) -> Bool {
        guard let first = left.route, let second = right.route else { return right.route != nil }
        return first < second
    }

    private mutating func assign(_ name: String, to position: Int) {
        names[position] = name
        taken.insert(name)
    }

    private mutating func assignTail(_ claim: NameClaim, at position: Int) {
        for attempt in UInt8.min...UInt8.max {
            let name = claim.tailed(attempt: attempt)
            guard !taken.contains(name) else { continue }
            return assign(name, to: position)
        }
    }
}

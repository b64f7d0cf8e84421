import CostModel

/// What the first row of a FOCUS file says about the others.
struct FocusHeader {
    let names: [String]
    let targets: [FocusTarget]
    let version: FocusVersion

    /// `nil` when these are not the headers of FOCUS.
    init?(_ names: [String]) {
        var taken: Set<FocusTarget> = []
        let direct = Set(names.compactMap { FocusTarget.byKey[HeaderName.key($0)] })
        targets = names.map { name in
            var target = Self.target(name)
            // An alias does not take the place of a column that is there by its own name.
            let isAlias = FocusTarget.byKey[HeaderName.key(name)] == nil
            if (isAlias && direct.contains(target)) || taken.contains(target) {
                target = .custom(Self.customName(name))
            }
            taken.insert(target)
            return target
        }
        self.names = names
        version = Self.version(of: taken)
        let isFocus = [FocusTarget.amount(.billedCost), .instant(.chargePeriodStart)].allSatisfy(taken.contains)
        guard isFocus, taken.contains(.amount(.effectiveCost)) || taken.contains(.text(.chargeCategory)) else {
            return nil
        }
    }

    /// Whether the file has the column.
    func has(_ target: FocusTarget) -> Bool { targets.contains(target) }

    private static func target(_ name: String) -> FocusTarget {
        let key = HeaderName.key(name)
        return FocusTarget.byKey[key] ?? FocusTarget.aliases[key] ?? .custom(customName(name))
    }

    /// FOCUS lets custom columns begin with `x_` only; what does not is given it.
    private static func customName(_ name: String) -> String {
        name.hasPrefix("x_") ? name : "x_\(name)"
    }

    private static func version(of targets: Set<FocusTarget>) -> FocusVersion {
        let lowest = targets.compactMap { target -> FocusVersion? in
            switch target {
            case .text(let column), .tags(let column), .currency(let column):
                FocusVersion.allCases.first { $0.has(column) }
            case .amount(let column): FocusVersion.allCases.first { $0.has(column) }
            default: nil
            }
        }
        return lowest.max() ?? .v1_0
    }
}

/// A pattern as a tree.
indirect enum PatternSyntax {
    /// Matches without consuming.
    case empty
    /// One given scalar.
    case scalar(Unicode.Scalar)
    /// One scalar out of a set.
    case set(ScalarSet)
    /// `^`.
    case start
    /// `$`.
    case end
    /// `\b`, or `\B` when negated.
    case wordBoundary(isNegated: Bool)
    /// One after the other.
    case sequence([PatternSyntax])
    /// The first that leads to a match.
    case alternatives([PatternSyntax])
    /// `(…)` with its number, counted from 1.
    case group(PatternSyntax, number: Int)
    /// A quantifier and the numbers of the groups inside it.
    case repetition(PatternSyntax, Repetition, groups: Range<Int>)
    /// `(?=…)`, `(?!…)`, `(?<=…)` or `(?<!…)`.
    case look(PatternSyntax, isBehind: Bool, isNegated: Bool)
    /// What the group of that number has matched.
    case reference(Int)

    /// How often something repeats.
    struct Repetition: Hashable, Sendable {
        /// The least number of times.
        var minimum: Int
        /// The greatest number of times; `Int.max` for any.
        var maximum: Int
        /// Whether fewer times are preferred.
        var isLazy: Bool
    }

    /// Whether this is an assertion, which no quantifier may follow.
    var isAssertion: Bool {
        switch self {
        case .start, .end, .wordBoundary, .look: true
        default: false
        }
    }

    /// Whether this could match without consuming anything; true when in doubt.
    var canBeEmpty: Bool {
        switch self {
        case .scalar, .set: false
        case .empty, .start, .end, .wordBoundary, .look, .reference: true
        case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
        case .alternatives(let branches): branches.contains(where: \.canBeEmpty)
        case .group(let inner, _): inner.canBeEmpty
        case .repetition(let inner, let repetition, _): repetition.minimum == 0 || inner.canBeEmpty
        }
    }

    /// The set when this matches exactly one scalar.
    var singleScalar: ScalarSet? {
        switch self {
        case .scalar(let scalar): ScalarSet([scalar.value...scalar.value])
        case .set(let set): set
        default: nil
        }
    }

    /// Whether a match can only begin where the text does.
    var isAnchored: Bool {
        switch self {
        case .start: true
        case .sequence(let parts): parts.first?.isAnchored ?? false
        case .alternatives(let branches): branches.allSatisfy(\.isAnchored)
        case .group(let inner, _): inner.isAnchored
        default: false
        }
    }
}

/// Character classes: `[…]`.
extension PatternParser {
    /// Reads what follows the opening bracket, and the closing one.
    mutating func parseClass() throws(PatternError) -> ScalarSet {
        let start = offset - 1
        let isNegated = take("^")
        var set = ScalarSet([])
        while let next = peek, next != "]" {
            let first = try parseClassAtom()
            // A '-' at either end of the class, or next to a set such as \w, stands for itself.
            guard isRangeAhead, case .scalar(let lower) = first else {
                set.formUnion(first.set)
                continue
            }
            offset += 1
            let last = try parseClassAtom()
            guard case .scalar(let upper) = last else {
                set.formUnion(first.set)
                set.formUnion(ScalarSet([0x2D...0x2D]))
                set.formUnion(last.set)
                continue
            }
            guard lower <= upper else { throw error("the range in the class is out of order") }
            set.formUnion(ScalarSet([lower.value...upper.value]))
        }
        guard take("]") else { throw PatternError(offset: start, reason: "'[' is never closed") }
        return isNegated ? set.inverted : set
    }

    private var isRangeAhead: Bool {
        peek == "-" && offset + 1 < scalars.count && scalars[offset + 1] != "]"
    }

    private enum ClassAtom {
        case scalar(Unicode.Scalar)
        case members(ScalarSet)

        var set: ScalarSet {
            switch self {
            case .scalar(let scalar): ScalarSet([scalar.value...scalar.value])
            case .members(let set): set
            }
        }
    }

    private mutating func parseClassAtom() throws(PatternError) -> ClassAtom {
        guard let next = peek else { throw error("the class is never closed") }
        offset += 1
        guard next == "\\" else { return .scalar(next) }
        if take("b") { return .scalar("\u{8}") }
        if let set = try parseClassEscape() { return .members(set) }
        return .scalar(try parseCharacterEscape())
    }
}

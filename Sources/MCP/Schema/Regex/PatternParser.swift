/// Reads the grammar of ECMA-262 section 22.2.1 with the `u` flag set.
struct PatternParser {
    /// How deep groups may stand inside each other, because the parser and the compiler recurse for them.
    static let maximumNesting = 100

    let scalars: [Unicode.Scalar]
    var offset = 0
    /// All groups of the pattern, known beforehand because a reference may point forward.
    private let groups: PatternGroups
    /// How many capturing groups have been opened.
    private(set) var groupCount = 0
    private var nesting = 0

    /// Begins in front of `source`.
    init(_ source: String) {
        scalars = Array(source.unicodeScalars)
        groups = PatternGroups(scalars)
    }

    /// Reads the whole pattern.
    mutating func parse() throws(PatternError) -> PatternSyntax {
        if let name = groups.repeatedName { throw error("two groups are named '\(name)'") }
        let syntax = try parseAlternatives()
        guard offset == scalars.count else { throw error("')' closes nothing") }
        return syntax
    }

    private mutating func parseAlternatives() throws(PatternError) -> PatternSyntax {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.maximumNesting else { throw error("groups nest too deep") }
        var branches = [try parseSequence()]
        while take("|") { branches.append(try parseSequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func parseSequence() throws(PatternError) -> PatternSyntax {
        var parts: [PatternSyntax] = []
        while let next = peek, next != "|", next != ")" {
            let firstGroup = groupCount + 1
            let term = try parseTerm()
            guard let repetition = try parseQuantifier() else {
                parts.append(term)
                continue
            }
            guard !term.isAssertion else { throw error("the quantifier has nothing to repeat") }
            parts.append(.repetition(term, repetition, groups: firstGroup..<groupCount + 1))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func parseTerm() throws(PatternError) -> PatternSyntax {
        let next = scalars[offset]
        offset += 1
        switch next {
        case "^": return .start
        case "$": return .end
        case ".": return .set(.anyButLineEnds)
        case "(": return try parseGroup()
        case "[": return .set(try parseClass())
        case "\\": return try parseEscape()
        case "*", "+", "?", "{":
            offset -= 1
            // A brace that begins no quantifier stands for itself.
            guard next == "{", try parseBounds() == nil else { throw error("the quantifier has nothing to repeat") }
            offset += 1
            return .scalar(next)
        default: return .scalar(next)
        }
    }

    /// Reads what follows the opening parenthesis, and the closing one.
    private mutating func parseGroup() throws(PatternError) -> PatternSyntax {
        let start = offset - 1
        let make: (PatternSyntax) -> PatternSyntax
        if take("?:") {
            // Only in a group can an assertion be repeated.
            make = { $0.isAssertion ? .sequence([$0]) : $0 }
        } else if take("?=") {
            make = { .look($0, isBehind: false, isNegated: false) }
        } else if take("?!") {
            make = { .look($0, isBehind: false, isNegated: true) }
        } else if take("?<=") {
            make = { .look($0, isBehind: true, isNegated: false) }
        } else if take("?<!") {
            make = { .look($0, isBehind: true, isNegated: true) }
        } else {
            if take("?<") { _ = try parseGroupName() } else if peek == "?" { throw error("'(?' begins no group") }
            groupCount += 1
            let number = groupCount
            make = { .group($0, number: number) }
        }
        let inner = try parseAlternatives()
        guard take(")") else { throw PatternError(offset: start, reason: "'(' is never closed") }
        return make(inner)
    }
}

// MARK: Quantifiers

extension PatternParser {
    private mutating func parseQuantifier() throws(PatternError) -> PatternSyntax.Repetition? {
        guard var repetition = try parseBounds() else { return nil }
        repetition.isLazy = take("?")
        return repetition
    }

    private mutating func parseBounds() throws(PatternError) -> PatternSyntax.Repetition? {
        if take("*") { return PatternSyntax.Repetition(minimum: 0, maximum: .max, isLazy: false) }
        if take("+") { return PatternSyntax.Repetition(minimum: 1, maximum: .max, isLazy: false) }
        if take("?") { return PatternSyntax.Repetition(minimum: 0, maximum: 1, isLazy: false) }
        let start = offset
        guard take("{"), let minimum = parseNumber() else {
            offset = start
            return nil
        }
        var maximum = minimum
        if take(",") { maximum = parseNumber() ?? .max }
        guard take("}") else {
            offset = start
            return nil
        }
        guard minimum <= maximum else { throw error("the bounds of the quantifier are out of order") }
        return PatternSyntax.Repetition(minimum: minimum, maximum: maximum, isLazy: false)
    }

    /// Reads decimal digits; a number too large to matter is held at a bound.
    private mutating func parseNumber() -> Int? {
        let start = offset
        var number = 0
        while let digit = peek, ("0"..."9").contains(digit) {
            number = min(number * 10 + Int(digit.value - 0x30), 1 << 40)
            offset += 1
        }
        return offset > start ? number : nil
    }
}

// MARK: References

extension PatternParser {
    /// Reads the number of a group, whose first digit stands in front.
    mutating func parseReference() throws(PatternError) -> PatternSyntax {
        let start = offset
        let number = parseNumber() ?? 0
        guard number <= groups.count else {
            throw PatternError(offset: start, reason: "there is no group \(number)")
        }
        return .reference(number)
    }

    /// Reads `<name>` behind `\k`.
    mutating func parseNamedReference() throws(PatternError) -> PatternSyntax {
        guard take("<") else { throw error("'\\k' needs the name of a group") }
        let start = offset
        let name = try parseGroupName()
        guard let number = groups.names[name] else {
            throw PatternError(offset: start, reason: "there is no group of this name")
        }
        return .reference(number)
    }

    /// Reads a name and the `>` behind it.
    private mutating func parseGroupName() throws(PatternError) -> String {
        var name = String.UnicodeScalarView()
        while let next = peek, next != ">" {
            let isFirst = name.isEmpty
            let properties = next.properties
            guard next == "$" || next == "_" || (isFirst ? properties.isIDStart : properties.isIDContinue) else {
                throw error("this character cannot stand in a group name")
            }
            name.append(next)
            offset += 1
        }
        guard !name.isEmpty, take(">") else { throw error("the group name is not closed") }
        return String(name)
    }
}

/// Says why a text with `${` in it cannot be understood.
public enum TemplateError: Error, Hashable, Sendable {
    /// A `${` without `}`.
    case unclosed
    /// Between `${` and `}` stands no variable.
    case noVariable
    /// Text that no program can be given: it holds the character U+0000.
    case nullCharacter
}

/// Takes the text of a ``Template`` apart.
enum TemplateParser {
    static func pieces(of text: String) throws(TemplateError) -> [Template.Piece] {
        var pieces: [Template.Piece] = []
        var literal = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            guard scalar != "\0" else { throw .nullCharacter }
            if rest.starts(with: "$${".unicodeScalars) {
                literal += "${"
                rest = rest.dropFirst(3)
            } else if rest.starts(with: "${".unicodeScalars) {
                if !literal.isEmpty { pieces.append(.literal(literal)) }
                literal = ""
                guard let end = rest.firstIndex(of: "}") else { throw .unclosed }
                pieces.append(try piece(Substring(rest[..<end].dropFirst(2))))
                rest = rest[end...].dropFirst()
            } else {
                literal.unicodeScalars.append(scalar)
                rest = rest.dropFirst()
            }
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        return pieces
    }

    /// What stands between `${` and `}`.
    private static func piece(_ text: Substring) throws(TemplateError) -> Template.Piece {
        if let place = Template.Place(rawValue: String(text)) { return .place(place) }
        if text.hasPrefix("input:") {
            let name = String(text.dropFirst(6))
            guard !name.isEmpty else { throw .noVariable }
            return .input(name)
        }
        let variable = text.hasPrefix("env:") ? text.dropFirst(4) : text
        guard let mark = variable.firstRange(of: ":-") else { return try named(variable, default: nil) }
        let standIn = String(variable[mark.upperBound...])
        guard !standIn.contains("${"), !standIn.contains("\0") else { throw .noVariable }
        return try named(variable[..<mark.lowerBound], default: standIn)
    }

    private static func named(_ name: Substring, default standIn: String?) throws(TemplateError) -> Template.Piece {
        guard let first = name.utf8.first, !isDigit(first), name.utf8.allSatisfy({ isLetter($0) || isDigit($0) }) else {
            throw .noVariable
        }
        return .variable(String(name), default: standIn)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
            || byte == UInt8(ascii: "_")
    }
}

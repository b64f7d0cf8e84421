/// Tells whether a URI could come from a template of RFC 6570 level 1, such as `test://items/{id}`, and what stood in
/// the braces.
struct URITemplateMatcher: Sendable {
    private enum Part: Hashable {
        case literal([UInt8])
        case variable(String)
    }

    private let parts: [Part]

    init(_ template: String) throws(InvalidFeature) {
        var parts: [Part] = []
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw InvalidFeature("URI template '\(template)': '{' without '}'")
            }
            let name = rest[rest.index(after: open)..<close]
            guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
                throw InvalidFeature("URI template '\(template)': '{\(name)}' is no simple variable")
            }
            if open > rest.startIndex { parts.append(.literal(Array(rest[..<open].utf8))) }
            parts.append(.variable(String(name)))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(Array(rest.utf8))) }
        self.parts = parts
    }

    /// The variables of `uri`, percent-decoded; nil when it does not match. A variable is never empty and never holds a
    /// slash, so each takes the bytes up to the first occurrence of the literal behind it.
    func match(_ uri: String) -> [String: String]? {
        var variables: [String: String] = [:]
        var rest = Array(uri.utf8)[...]
        for (position, part) in parts.enumerated() {
            switch part {
            case .literal(let literal):
                guard rest.starts(with: literal) else { return nil }
                rest = rest.dropFirst(literal.count)
            case .variable(let name):
                let end = endOfVariable(in: rest, before: parts.dropFirst(position + 1).first)
                guard end > rest.startIndex, let value = Self.percentDecoded(rest[..<end]) else { return nil }
                variables[name] = value
                rest = rest[end...]
            }
        }
        return rest.isEmpty ? variables : nil
    }

    private func endOfVariable(in rest: ArraySlice<UInt8>, before next: Part?) -> Int {
        let stop = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        guard case .literal(let literal) = next else { return stop }
        return rest.indices.first { $0 > rest.startIndex && $0 <= stop && rest[$0...].starts(with: literal) } ?? stop
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String? {
        var decoded: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else { decoded.append(byte); continue }
            let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            guard digits.count == 2 else { return nil }
            decoded.append(UInt8(digits[0] << 4 | digits[1]))
            rest = rest.dropFirst(2)
        }
        return String(validating: decoded, as: UTF8.self)
    }
}

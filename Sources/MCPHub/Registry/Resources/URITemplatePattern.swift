/// Tells whether a URI could come from a template of RFC 6570, of any level.
///
/// It decides only whom a URI is sent to, so it reads no variables. Matching takes time in proportion to the lengths of
/// both and cannot run away.
struct URITemplatePattern: Sendable {
    enum Part: Hashable, Sendable {
        case literal([UInt8])
        /// Any bytes that an expression can expand to; `lead` stands before them.
        case expression(lead: UInt8?, crossesSlashes: Bool, isOptional: Bool)
    }

    private let parts: [Part]

    /// How many bytes of a match are written down in the template: the more, the surer the match.
    let literalLength: Int

    /// Reads a template. A brace without its other half stands for itself.
    init(_ template: String) {
        var parts: [Part] = []
        var rest = Array(template.utf8)[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            if open > rest.startIndex { parts.append(.literal(Array(rest[..<open]))) }
            parts.append(Self.expression(rest[(open + 1)..<close]))
            rest = rest[(close + 1)...]
        }
        if !rest.isEmpty { parts.append(.literal(Array(rest))) }
        self.parts = parts
        literalLength = parts.reduce(0) { if case .literal(let bytes) = $1 { $0 + bytes.count } else { $0 } }
    }

    /// Whether `uri` could be an expansion.
    func matches(_ uri: String) -> Bool {
        let bytes = Array(uri.utf8)
        var reached = [true] + Array(repeating: false, count: bytes.count)
        for part in parts {
            switch part {
            case .literal(let literal): reached = Self.step(over: literal, bytes, from: reached)
            case .expression(let lead, let crossesSlashes, let isOptional):
                let next = Self.step(lead: lead, crossesSlashes: crossesSlashes, bytes, from: reached)
                reached = isOptional ? zip(next, reached).map { $0 || $1 } : next
            }
        }
        return reached.last ?? false
    }

    private static func expression(_ text: ArraySlice<UInt8>) -> Part {
        switch text.first {
        case UInt8(ascii: "+"): .expression(lead: nil, crossesSlashes: true, isOptional: false)
        case UInt8(ascii: "#"): .expression(lead: UInt8(ascii: "#"), crossesSlashes: true, isOptional: true)
        case UInt8(ascii: "/"): .expression(lead: UInt8(ascii: "/"), crossesSlashes: true, isOptional: true)
        case UInt8(ascii: "."): .expression(lead: UInt8(ascii: "."), crossesSlashes: false, isOptional: true)
        case UInt8(ascii: ";"): .expression(lead: UInt8(ascii: ";"), crossesSlashes: false, isOptional: true)
        case UInt8(ascii: "?"): .expression(lead: UInt8(ascii: "?"), crossesSlashes: false, isOptional: true)
        case UInt8(ascii: "&"): .expression(lead: UInt8(ascii: "&"), crossesSlashes: false, isOptional: true)
        default: .expression(lead: nil, crossesSlashes: false, isOptional: false)
        }
    }

    private static func step(over literal: [UInt8], _ bytes: [UInt8], from reached: [Bool]) -> [Bool] {
        var next = Array(repeating: false, count: reached.count)
        for start in reached.indices where reached[start] && bytes[start...].starts(with: literal) {
            next[start + literal.count] = true
        }
        return next
    }

    /// The offsets that can be reached with at least one byte of an expression.
    private static func step(lead: UInt8?, crossesSlashes: Bool, _ bytes: [UInt8], from reached: [Bool]) -> [Bool] {
        var next = Array(repeating: false, count: reached.count)
        var isInside = false
        for offset in bytes.indices {
            let begins = reached[offset] && (lead == nil || bytes[offset] == lead)
            let goesOn = isInside && (crossesSlashes || bytes[offset] != UInt8(ascii: "/"))
            let isByte = lead != nil || crossesSlashes || bytes[offset] != UInt8(ascii: "/")
            isInside = goesOn || (begins && isByte)
            next[offset + 1] = isInside
        }
        return next
    }
}

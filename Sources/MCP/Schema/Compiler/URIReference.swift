/// A URI or a relative reference in its five parts (RFC 3986), to be resolved and not to be judged.
struct URIReference: Hashable {
    private(set) var scheme: String?
    private(set) var authority: String?
    private(set) var path: String
    private(set) var query: String?
    /// What stands behind `#`, as written.
    private(set) var fragment: String?

    /// Splits `text` the way appendix B of the RFC does; any text has such parts.
    init(_ text: String) {
        var rest = text.unicodeScalars[...]
        if let hash = rest.firstIndex(of: "#") {
            fragment = String(rest[rest.index(after: hash)...])
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: "?") {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        if let colon = rest.firstIndex(of: ":"), colon > rest.startIndex, !rest[..<colon].contains("/") {
            scheme = String(rest[..<colon])
            rest = rest[rest.index(after: colon)...]
        }
        if rest.starts(with: "//".unicodeScalars) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: "/") ?? rest.endIndex
            authority = String(rest[..<end])
            rest = rest[end...]
        }
        path = String(rest)
    }

    /// The text that these are the parts of.
    var text: String {
        var text = scheme.map { $0 + ":" } ?? ""
        if let authority { text += "//" + authority }
        text += path
        if let query { text += "?" + query }
        if let fragment { text += "#" + fragment }
        return text
    }

    /// The same without its fragment.
    var withoutFragment: URIReference {
        var uri = self
        uri.fragment = nil
        return uri
    }

    /// The target of this reference where `base` is in force (section 5.2).
    func resolved(against base: URIReference) -> URIReference {
        if scheme != nil { return self }
        var target = self
        target.scheme = base.scheme
        if authority != nil { return target }
        target.authority = base.authority
        if path.isEmpty {
            target.path = base.path
            if query == nil { target.query = base.query }
        } else if path.unicodeScalars.first == "/" {
            target.path = Self.withoutDots(path)
        } else {
            target.path = Self.withoutDots(base.directory + path)
        }
        return target
    }

    /// The path up to its last slash.
    private var directory: String {
        if authority != nil, path.isEmpty { return "/" }
        guard let slash = path.unicodeScalars.lastIndex(of: "/") else { return "" }
        return String(path.unicodeScalars[...slash])
    }

    private static func withoutDots(_ path: String) -> String {
        var kept: [Substring] = []
        let segments = path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        for (position, segment) in segments.enumerated() {
            let isLast = position == segments.count - 1
            switch Substring(segment) {
            case ".": if isLast { kept.append("") }
            case "..":
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(Substring(segment))
            }
        }
        return kept.joined(separator: "/")
    }
}

extension URIReference {
    /// The fragment with its percent escapes resolved; nil when there is none.
    var decodedFragment: String? {
        guard let fragment else { return nil }
        var bytes: [UInt8] = []
        var rest = Array(fragment.utf8)[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, let escaped = Self.hexadecimal(digits) {
                bytes.append(escaped)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
        UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}

/// What stands before the URIs of each child where they are prefixed: `<word>+`, so that the whole is still a URI.
///
/// The word is the child's key in the alphabet of a URI scheme (RFC 3986 section 3.1), in lower case because schemes
/// are compared without regard to case. It depends on the configuration alone and not on what children offer.
struct URIPrefixes: Sendable {
    private var words: [String: String] = [:]
    private var children: [String: String] = [:]

    init(children keys: [String]) {
        let groups = Dictionary(grouping: Set(keys)) { Self.word(for: $0) }
        for (word, group) in groups {
            for key in group {
                let unique = group.count == 1 || key == word ? word : "\(word)-\(Self.tail(key))"
                words[key] = unique
                children[unique] = key
            }
        }
    }

    /// What stands before every URI of a child: ASCII that a JSON string holds as it is. Nil when it has no word.
    func prefix(of child: String) -> String? { words[child].map { $0 + "+" } }

    /// Whose URI it is and how the child writes it; nil when no child's word stands before it.
    func route(of uri: String) -> Route? {
        guard let plus = uri.utf8.firstIndex(of: UInt8(ascii: "+")) else { return nil }
        guard let child = children[uri[..<plus].lowercased()] else { return nil }
        return Route(child: child, name: String(uri[uri.utf8.index(after: plus)...]))
    }

    private static func word(for key: String) -> String {
        let letters = key.lowercased().unicodeScalars.map { isAllowed($0) ? Character($0) : "-" }
        let startsWell = letters.first?.isLetter ?? false
        return (startsWell ? "" : "c") + String(letters)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "-", ".": true
        default: false
        }
    }

    private static func tail(_ key: String) -> String {
        var hash = FNV1a()
        hash.combine(key)
        return hash.tail
    }
}

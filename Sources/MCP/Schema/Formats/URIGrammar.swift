/// Which characters may stand where in a URI (RFC 3986 appendix A) or an IRI (RFC 3987 section 2.2).
struct URIGrammar: Sendable {
    private let scheme = ScalarSet([0x2B...0x2B, 0x2D...0x2E, 0x30...0x39, 0x41...0x5A, 0x61...0x7A])
    private let digits = ScalarSet.digits
    private let name: ScalarSet
    private let userinfo: ScalarSet
    private let path: ScalarSet
    private let query: ScalarSet
    private let fragment: ScalarSet

    /// URIs.
    static let ascii = URIGrammar([], private: [])
    /// IRIs.
    static let international = URIGrammar(
        [0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF, 0xE_1000...0xE_FFFD] + planes(0x1...0xD),
        private: [0xE000...0xF8FF] + planes(0xF...0x10)
    )

    /// All of each plane but its last two scalars, which are no characters.
    private static func planes(_ planes: ClosedRange<UInt32>) -> [ClosedRange<UInt32>] {
        planes.map { ($0 << 16)...($0 << 16 + 0xFFFD) }
    }

    private init(_ letters: [ClosedRange<UInt32>], private: [ClosedRange<UInt32>]) {
        // `unreserved` and `sub-delims`.
        let common: [ClosedRange<UInt32>] = [
            0x21...0x21, 0x24...0x24, 0x26...0x2E, 0x30...0x39, 0x3B...0x3B, 0x3D...0x3D, 0x41...0x5A, 0x5F...0x5F,
            0x61...0x7A, 0x7E...0x7E,
        ]
        let colon: [ClosedRange<UInt32>] = [0x3A...0x3A]
        let inPath: [ClosedRange<UInt32>] = [0x2F...0x2F, 0x40...0x40]
        name = ScalarSet(common + letters)
        userinfo = ScalarSet(common + colon + letters)
        path = ScalarSet(common + colon + inPath + letters)
        fragment = ScalarSet(common + colon + inPath + [0x3F...0x3F] + letters)
        query = ScalarSet(common + colon + inPath + [0x3F...0x3F] + letters + `private`)
    }

    /// Whether `text` is a URI, or a relative reference if that will do.
    func accepts(_ text: String, mustBeAbsolute: Bool) -> Bool {
        let uri = URIReference(text)
        if let scheme = uri.scheme {
            guard scheme.unicodeScalars.first?.properties.isAlphabetic == true, matches(scheme, self.scheme) else {
                return false
            }
        } else if mustBeAbsolute || uri.authority == nil && isSchemeLike(uri.path) {
            return false
        }
        if let authority = uri.authority, !acceptsAuthority(authority) { return false }
        return matches(uri.path, path) && matches(uri.query ?? "", query) && matches(uri.fragment ?? "", fragment)
    }

    /// Whether the first segment contains a colon, so that it would have to be a scheme.
    private func isSchemeLike(_ path: String) -> Bool {
        path.unicodeScalars.prefix { $0 != "/" }.contains(":")
    }

    private func acceptsAuthority(_ authority: String) -> Bool {
        var host = authority.unicodeScalars[...]
        if let separator = host.lastIndex(of: "@") {
            guard matches(String(host[..<separator]), userinfo) else { return false }
            host = host[host.index(after: separator)...]
        }
        if let colon = host.lastIndex(of: ":"), host.last != "]" {
            let port = host[host.index(after: colon)...]
            guard port.allSatisfy({ digits.contains($0.value) }) else { return false }
            host = host[..<colon]
        }
        guard host.first == "[", host.last == "]" else { return matches(String(host), name) }
        return acceptsLiteral(String(host.dropFirst().dropLast()))
    }

    /// What may stand in brackets: an IPv6 address or `vX.…`.
    private func acceptsLiteral(_ text: String) -> Bool {
        guard text.first == "v" || text.first == "V" else { return Format.ipv6.accepts(text) }
        let parts = text.dropFirst().split(separator: ".", maxSplits: 1)
        guard parts.count == 2 else { return false }
        return parts[0].unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit)
            && parts[1].unicodeScalars.allSatisfy { $0.isASCII && userinfo.contains($0.value) }
    }

    /// Whether `text` consists of members of `set` and percent escapes.
    private func matches(_ text: String, _ set: ScalarSet) -> Bool {
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if set.contains(scalar.value) { continue }
            guard scalar == "%", rest.popFirst()?.properties.isASCIIHexDigit == true,
                rest.popFirst()?.properties.isASCIIHexDigit == true
            else { return false }
        }
        return true
    }
}

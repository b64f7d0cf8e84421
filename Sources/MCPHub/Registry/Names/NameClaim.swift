import JSONRPC

/// A name that something wants to have, before it is known who else wants it.
struct NameClaim: Sendable {
    /// Whose it is; nil for the hub's own tools.
    let route: Route?
    /// What stands before the name, separator included; empty for nothing.
    let prefix: String
    /// The whole name as the rules make it.
    let wanted: String
    /// The same in the alphabet and length that models accept.
    let candidate: String

    /// How many characters a name has at most.
    static let maximumLength = 64

    init(route: Route?, prefix: String, name: String) {
        self.route = route
        self.prefix = prefix
        wanted = prefix + name
        candidate = Self.sanitised(wanted)
    }

    /// Whether the candidate is what was wanted.
    var isExact: Bool { candidate.isIdentical(to: wanted) }

    /// Whether the name needs a tail, whatever the others are called.
    var isTooLong: Bool { candidate.utf8.count > Self.maximumLength }

    /// The candidate with a tail that depends on nothing but whose it is and the number of the attempt.
    func tailed(attempt: UInt8) -> String {
        var hash = FNV1a()
        hash.combine(route?.child ?? "")
        hash.combine(0)
        hash.combine(route?.name ?? wanted)
        if attempt > 0 {
            hash.combine(0)
            hash.combine(attempt)
        }
        return "\(candidate.prefix(Self.maximumLength - 9))_\(hash.tail)"
    }

    /// `text` with an underscore for every character that is no ASCII letter, digit, underscore or hyphen.
    static func sanitised(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isAllowed($0) ? $0 : "_" }))
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}

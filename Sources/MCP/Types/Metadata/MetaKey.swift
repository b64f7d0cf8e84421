/// The keys of `_meta` that the protocol defines, and the grammar of all others.
///
/// A key is a name, or a prefix of labels joined by dots, a slash and a name: `com.example/cost-center`.
public enum MetaKey {
    /// The prefix of the keys that the protocol defines, with its slash.
    public static let prefix = "io.modelcontextprotocol/"

    /// The revision of a request. Required since 2026-07-28.
    public static let protocolVersion = prefix + "protocolVersion"
    /// What the client of a request can do. Required since 2026-07-28.
    public static let clientCapabilities = prefix + "clientCapabilities"
    /// Who sends a request. Since 2026-07-28.
    public static let clientInfo = prefix + "clientInfo"
    /// From which level on the client wants log messages during a request. Since 2026-07-28.
    public static let logLevel = prefix + "logLevel"
    /// Who has made a result. Since 2026-07-28.
    public static let serverInfo = prefix + "serverInfo"
    /// To which `subscriptions/listen` a notification belongs. Since 2026-07-28.
    public static let subscriptionId = prefix + "subscriptionId"

    /// The token of progress notifications.
    public static let progressToken = "progressToken"
    /// The span of the sender (W3C Trace Context).
    public static let traceparent = "traceparent"
    /// What tracing systems add to it (W3C Trace Context).
    public static let tracestate = "tracestate"
    /// Properties that travel with a trace (W3C Baggage).
    public static let baggage = "baggage"
}

extension MetaKey {
    /// Whether `key` follows the grammar.
    public static func isValid(_ key: String) -> Bool {
        let (prefix, name) = split(key)
        if let prefix, !prefix.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isLabel) {
            return false
        }
        return isName(name)
    }

    /// Whether only the protocol may give `key` a meaning: one of the four without a prefix, or one whose prefix has
    /// `modelcontextprotocol` or `mcp` as its second label.
    public static func isReserved(_ key: String) -> Bool {
        guard let prefix = split(key).prefix else {
            return [progressToken, traceparent, tracestate, baggage].contains(key)
        }
        let labels = prefix.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2 else { return false }
        return ["modelcontextprotocol", "mcp"].contains(labels[1].lowercased())
    }

    /// The prefix without its slash, and the name.
    private static func split(_ key: String) -> (prefix: Substring?, name: Substring) {
        guard let slash = key.firstIndex(of: "/") else { return (nil, key[...]) }
        return (key[..<slash], key[key.index(after: slash)...])
    }

    /// A letter first, a letter or digit last, letters, digits and hyphens between.
    private static func isLabel(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return isLetter(first) && isAlphanumeric(last)
            && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    /// Empty, or letters, digits, hyphens, underscores and dots, with a letter or digit at both ends.
    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return true }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && text.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

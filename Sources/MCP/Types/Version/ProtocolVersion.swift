/// A revision of the protocol, named by its date.
///
/// The five published revisions are static members; any other text can be held, compared and answered too, because a
/// peer may ask for whatever it likes.
public struct ProtocolVersion: OpenStringSet {
    /// The revision as it is written in messages.
    public let rawValue: String

    /// Takes any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Whether the text is a date, as the name of every published revision is.
    public var isDate: Bool {
        guard rawValue.utf8.count == 10 else { return false }
        var position = 0
        for byte in rawValue.utf8 {
            let isDigit = byte &- UInt8(ascii: "0") < 10
            guard position == 4 || position == 7 ? byte == UInt8(ascii: "-") : isDigit else { return false }
            position += 1
        }
        return true
    }
}

extension ProtocolVersion {
    /// The first revision.
    public static let v2024_11_05 = ProtocolVersion(rawValue: "2024-11-05")
    /// Brought audio, tool annotations, batches and Streamable HTTP.
    public static let v2025_03_26 = ProtocolVersion(rawValue: "2025-03-26")
    /// Brought structured tool output, resource links, elicitation and titles; took batches away.
    public static let v2025_06_18 = ProtocolVersion(rawValue: "2025-06-18")
    /// Brought icons, elicitation by URL and tools in sampling. The last one with a handshake.
    public static let v2025_11_25 = ProtocolVersion(rawValue: "2025-11-25")
    /// The first one without a handshake: every request stands alone.
    public static let v2026_07_28 = ProtocolVersion(rawValue: "2026-07-28")

    /// The newest revision that this library speaks.
    public static let latest = v2026_07_28
    /// The newest revision with a handshake that this library speaks.
    public static let latestLegacy = v2025_11_25

    /// All revisions that this library speaks, newest first.
    public static let supported = supportedModern + supportedLegacy
    /// Those without a handshake, newest first.
    public static let supportedModern = [v2026_07_28]
    /// Those with a handshake, newest first.
    public static let supportedLegacy = [v2025_11_25, v2025_06_18, v2025_03_26, v2024_11_05]

    /// Whether this library speaks the revision.
    public var isSupported: Bool { Self.supported.contains(self) }
}

extension ProtocolVersion: Comparable {
    /// Orders by date; text that is no date comes before every date.
    public static func < (left: ProtocolVersion, right: ProtocolVersion) -> Bool {
        if left.isDate != right.isDate { return right.isDate }
        return left.rawValue < right.rawValue
    }
}

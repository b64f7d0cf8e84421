/// For whom a result may be kept, since 2026-07-28.
public struct CacheScope: OpenStringSet {
    /// The scope as it is written in messages.
    public let rawValue: String

    /// Takes any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// For everyone.
    public static let `public` = CacheScope(rawValue: "public")
    /// Only for the one whose credentials asked. The safe reading of a scope that is unknown.
    public static let `private` = CacheScope(rawValue: "private")
}

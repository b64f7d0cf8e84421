/// The context of which servers a client should add to a sampling request. Deprecated since 2025-11-25.
public struct IncludeContext: OpenStringSet {
    /// The choice as it is written in messages.
    public let rawValue: String

    /// Takes any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Of no server. Not `none`, which would read as nil.
    public static let noServer = IncludeContext(rawValue: "none")
    /// Of the server that asks.
    public static let thisServer = IncludeContext(rawValue: "thisServer")
    /// Of all servers.
    public static let allServers = IncludeContext(rawValue: "allServers")
}

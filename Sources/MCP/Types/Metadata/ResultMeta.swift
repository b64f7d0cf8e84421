public import JSONRPC

/// The `_meta` of a result.
public struct ResultMeta: JSONObjectConvertible {
    /// Who the server says it is: for display and logs, never for decisions. Since 2026-07-28.
    public var serverInfo: Implementation?
    /// The id of the `subscriptions/listen` request that this result closes, and of the same JSON type.
    /// Only there, and required there. Since 2026-07-28.
    public var subscriptionId: RequestID?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the `_meta` of a result.
    public init(serverInfo: Implementation? = nil, subscriptionId: RequestID? = nil, other: JSONObject = [:]) {
        self.serverInfo = serverInfo
        self.subscriptionId = subscriptionId
        self.other = other
    }
}

extension ResultMeta {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        serverInfo = try reader.optional(MetaKey.serverInfo)
        subscriptionId = try reader.optional(MetaKey.subscriptionId)
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set(MetaKey.serverInfo, serverInfo)
        writer.set(MetaKey.subscriptionId, subscriptionId)
    }
}

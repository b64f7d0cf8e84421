public import JSONRPC

/// The `_meta` of a notification.
public struct NotificationMeta: JSONObjectConvertible {
    /// The id of the `subscriptions/listen` request that this belongs to, and of the same JSON type: `1` is never
    /// `"1"`. Since 2026-07-28.
    public var subscriptionId: RequestID?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the `_meta` of a notification.
    public init(subscriptionId: RequestID? = nil, other: JSONObject = [:]) {
        self.subscriptionId = subscriptionId
        self.other = other
    }
}

extension NotificationMeta {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        subscriptionId = try reader.optional(MetaKey.subscriptionId)
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set(MetaKey.subscriptionId, subscriptionId)
    }
}

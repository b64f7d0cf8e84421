public import JSONRPC

/// Tells that the answer to a request is no longer wanted.
public struct CancelledNotificationParams: NotificationParams {
    /// The method `notifications/cancelled`.
    public static let method = "notifications/cancelled"

    /// The id of the request. Required but in 2025-11-25, where a task can be meant instead.
    public var requestId: RequestID?
    /// Why, for logs and people.
    public var reason: String?
    /// What is said about the notification.
    public var meta: NotificationMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Cancels a request.
    public init(
        requestId: RequestID? = nil, reason: String? = nil, meta: NotificationMeta? = nil, other: JSONObject = [:]
    ) {
        self.requestId = requestId
        self.reason = reason
        self.meta = meta
        self.other = other
    }
}

extension CancelledNotificationParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        requestId = try reader.optional("requestId")
        reason = try reader.optional("reason")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("requestId", requestId)
        writer.set("reason", reason)
        writer.set("_meta", meta)
    }
}

/// The message that tells that the answer to a request is no longer wanted.
public typealias CancelledNotification = JSONRPCNotification<CancelledNotificationParams>

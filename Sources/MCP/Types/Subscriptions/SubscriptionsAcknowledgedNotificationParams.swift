public import JSONRPC

/// Tells which changes of those asked for will be told: the first message of every subscription. Since 2026-07-28.
public struct SubscriptionsAcknowledgedNotificationParams: NotificationParams {
    /// The method `notifications/subscriptions/acknowledged`.
    public static let method = "notifications/subscriptions/acknowledged"

    /// The changes that will be told.
    public var notifications: SubscriptionFilter
    /// What is said about the notification: which subscription it is.
    public var meta: NotificationMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the parameters.
    public init(notifications: SubscriptionFilter, meta: NotificationMeta? = nil, other: JSONObject = [:]) {
        self.notifications = notifications
        self.meta = meta
        self.other = other
    }
}

extension SubscriptionsAcknowledgedNotificationParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        notifications = try reader.required("notifications")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("notifications", notifications)
        writer.set("_meta", meta)
    }
}

/// The message that tells which changes will be told.
public typealias SubscriptionsAcknowledgedNotification =
    JSONRPCNotification<SubscriptionsAcknowledgedNotificationParams>

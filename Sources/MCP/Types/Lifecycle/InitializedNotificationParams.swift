public import JSONRPC

/// Tells the server that the session is open. Until 2025-11-25.
public struct InitializedNotificationParams: PlainNotificationParams {
    /// The method `notifications/initialized`.
    public static let method = "notifications/initialized"

    /// What is said about the notification.
    public var meta: NotificationMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the parameters.
    public init(meta: NotificationMeta? = nil, other: JSONObject = [:]) {
        self.meta = meta
        self.other = other
    }
}

/// The message that tells that the session is open. Until 2025-11-25.
public typealias InitializedNotification = JSONRPCNotification<InitializedNotificationParams>

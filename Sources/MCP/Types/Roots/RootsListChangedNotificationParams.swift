public import JSONRPC

/// Tells a server that the user works in other folders now. Until 2025-11-25.
public struct RootsListChangedNotificationParams: PlainNotificationParams {
    /// The method `notifications/roots/list_changed`.
    public static let method = "notifications/roots/list_changed"

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

/// The message that tells that the user works in other folders now. Until 2025-11-25.
public typealias RootsListChangedNotification = JSONRPCNotification<RootsListChangedNotificationParams>

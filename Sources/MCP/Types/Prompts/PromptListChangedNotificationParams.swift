public import JSONRPC

/// Tells that the prompts of a server have changed.
public struct PromptListChangedNotificationParams: PlainNotificationParams {
    /// The method `notifications/prompts/list_changed`.
    public static let method = "notifications/prompts/list_changed"

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

/// The message that tells that the prompts of a server have changed.
public typealias PromptListChangedNotification = JSONRPCNotification<PromptListChangedNotificationParams>

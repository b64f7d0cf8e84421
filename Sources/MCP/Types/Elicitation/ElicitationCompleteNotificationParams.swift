public import JSONRPC

/// Tells that the user has done what a URL was for. Only 2025-11-25.
public struct ElicitationCompleteNotificationParams: NotificationParams {
    /// The method `notifications/elicitation/complete`.
    public static let method = "notifications/elicitation/complete"

    /// Which visit it was.
    public var elicitationId: String
    /// What is said about the notification.
    public var meta: NotificationMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the parameters.
    public init(elicitationId: String, meta: NotificationMeta? = nil, other: JSONObject = [:]) {
        self.elicitationId = elicitationId
        self.meta = meta
        self.other = other
    }
}

extension ElicitationCompleteNotificationParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        elicitationId = try reader.required("elicitationId")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("elicitationId", elicitationId)
        writer.set("_meta", meta)
    }
}

/// The message that tells that the user has done what a URL was for. Only 2025-11-25.
public typealias ElicitationCompleteNotification = JSONRPCNotification<ElicitationCompleteNotificationParams>

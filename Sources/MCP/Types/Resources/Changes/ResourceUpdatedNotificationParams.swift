public import JSONRPC

/// Tells that a resource has changed, to who asked for it.
public struct ResourceUpdatedNotificationParams: NotificationParams {
    /// The method `notifications/resources/updated`.
    public static let method = "notifications/resources/updated"

    /// The address of the resource, or of a part of what was subscribed to.
    public var uri: String
    /// What is said about the notification.
    public var meta: NotificationMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the parameters.
    public init(uri: String, meta: NotificationMeta? = nil, other: JSONObject = [:]) {
        self.uri = uri
        self.meta = meta
        self.other = other
    }
}

extension ResourceUpdatedNotificationParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        uri = try reader.required("uri")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("uri", uri)
        writer.set("_meta", meta)
    }
}

/// The message that tells that a resource has changed.
public typealias ResourceUpdatedNotification = JSONRPCNotification<ResourceUpdatedNotificationParams>

public import JSONRPC

/// Tells how far a request has come.
public struct ProgressNotificationParams: NotificationParams {
    /// The method `notifications/progress`.
    public static let method = "notifications/progress"

    /// The token that the request gave.
    public var progressToken: ProgressToken
    /// How far it has come; more each time.
    public var progress: JSONNumber
    /// How far there is to go, if known.
    public var total: JSONNumber?
    /// What is being done. Since 2025-03-26.
    public var message: String?
    /// What is said about the notification.
    public var meta: NotificationMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Tells of progress.
    public init(
        progressToken: ProgressToken, progress: JSONNumber, total: JSONNumber? = nil, message: String? = nil,
        meta: NotificationMeta? = nil, other: JSONObject = [:]
    ) {
        self.progressToken = progressToken
        self.progress = progress
        self.total = total
        self.message = message
        self.meta = meta
        self.other = other
    }
}

extension ProgressNotificationParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        progressToken = try reader.required("progressToken")
        progress = try reader.required("progress")
        total = try reader.optional("total")
        message = try reader.optional("message")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("progressToken", progressToken)
        writer.set("progress", progress)
        writer.set("total", total)
        writer.set("message", message)
        writer.set("_meta", meta)
    }
}

/// The message that tells how far a request has come.
public typealias ProgressNotification = JSONRPCNotification<ProgressNotificationParams>

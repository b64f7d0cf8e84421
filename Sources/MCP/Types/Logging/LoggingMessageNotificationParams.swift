public import JSONRPC

/// A log message of a server. Deprecated since 2026-07-28.
public struct LoggingMessageNotificationParams: NotificationParams {
    /// The method `notifications/message`.
    public static let method = "notifications/message"

    /// How severe it is.
    public var level: LoggingLevel
    /// Which part of the server speaks.
    public var logger: String?
    /// What it says: a text or any other value.
    public var data: JSONValue
    /// What is said about the notification.
    public var meta: NotificationMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a log message.
    public init(
        level: LoggingLevel, logger: String? = nil, data: JSONValue, meta: NotificationMeta? = nil,
        other: JSONObject = [:]
    ) {
        self.level = level
        self.logger = logger
        self.data = data
        self.meta = meta
        self.other = other
    }
}

extension LoggingMessageNotificationParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        level = try reader.required("level")
        logger = try reader.optional("logger")
        data = try reader.required("data")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("level", level)
        writer.set("logger", logger)
        writer.set("data", data)
        writer.set("_meta", meta)
    }
}

/// The message that holds a log message of a server.
public typealias LoggingMessageNotification = JSONRPCNotification<LoggingMessageNotificationParams>

public import JSONRPC

/// The parameters of a notification that tells nothing but that something happened: only `_meta`.
public protocol PlainNotificationParams: NotificationParams {
    /// Creates the parameters.
    init(meta: NotificationMeta?, other: JSONObject)
}

extension PlainNotificationParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        self.init(meta: try reader.optional("_meta"), other: [:])
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("_meta", meta)
    }
}

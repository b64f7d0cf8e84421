public import JSONRPC

/// Asks to be told of changes until the request is cancelled. Since 2026-07-28.
public struct SubscriptionsListenRequestParams: RequestParams {
    /// What a successful answer holds.
    public typealias Result = SubscriptionsListenResult
    /// The method `subscriptions/listen`.
    public static let method = "subscriptions/listen"

    /// Which changes.
    public var notifications: SubscriptionFilter
    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for changes.
    public init(notifications: SubscriptionFilter, meta: RequestMeta? = nil, other: JSONObject = [:]) {
        self.notifications = notifications
        self.meta = meta
        self.other = other
    }
}

extension SubscriptionsListenRequestParams {
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

/// The message that asks to be told of changes.
public typealias SubscriptionsListenRequest = JSONRPCRequest<SubscriptionsListenRequestParams>

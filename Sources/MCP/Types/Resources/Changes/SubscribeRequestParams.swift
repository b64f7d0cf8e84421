public import JSONRPC

/// Asks to be told when a resource changes. Until 2025-11-25; see ``SubscriptionsListenRequestParams``.
public struct SubscribeRequestParams: RequestParams {
    /// What a successful answer holds.
    public typealias Result = EmptyResult
    /// The method `resources/subscribe`.
    public static let method = "resources/subscribe"

    /// The address of the resource.
    public var uri: String
    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Subscribes to a resource.
    public init(uri: String, meta: RequestMeta? = nil, other: JSONObject = [:]) {
        self.uri = uri
        self.meta = meta
        self.other = other
    }
}

extension SubscribeRequestParams {
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

/// The message that asks to be told when a resource changes. Until 2025-11-25.
public typealias SubscribeRequest = JSONRPCRequest<SubscribeRequestParams>

public import JSONRPC

/// Asks the other side whether it is there. Until 2025-11-25.
public struct PingRequestParams: PlainRequestParams {
    /// What a successful answer holds.
    public typealias Result = EmptyResult
    /// The method `ping`.
    public static let method = "ping"

    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for a sign of life.
    public init(meta: RequestMeta? = nil, other: JSONObject = [:]) {
        self.meta = meta
        self.other = other
    }
}

/// The message that asks the other side whether it is there. Until 2025-11-25.
public typealias PingRequest = JSONRPCRequest<PingRequestParams>

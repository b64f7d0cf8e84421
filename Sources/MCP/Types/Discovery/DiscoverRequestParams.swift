public import JSONRPC

/// Asks a server what it speaks and what it has to offer. Since 2026-07-28.
public struct DiscoverRequestParams: PlainRequestParams {
    /// What a successful answer holds.
    public typealias Result = DiscoverResult
    /// The method `server/discover`.
    public static let method = "server/discover"

    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks a server about itself.
    public init(meta: RequestMeta? = nil, other: JSONObject = [:]) {
        self.meta = meta
        self.other = other
    }
}

/// The message that asks a server about itself.
public typealias DiscoverRequest = JSONRPCRequest<DiscoverRequestParams>

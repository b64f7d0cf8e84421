public import JSONRPC

/// Asks which folders the user works in. Deprecated since 2026-07-28.
public struct ListRootsRequestParams: PlainRequestParams {
    /// What a successful answer holds.
    public typealias Result = ListRootsResult
    /// The method `roots/list`.
    public static let method = "roots/list"

    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for the roots.
    public init(meta: RequestMeta? = nil, other: JSONObject = [:]) {
        self.meta = meta
        self.other = other
    }
}

public import JSONRPC

/// Asks for the resource templates of a server.
public struct ListResourceTemplatesRequestParams: PaginatedRequestParams {
    /// What a successful answer holds.
    public typealias Result = ListResourceTemplatesResult
    /// The method `resources/templates/list`.
    public static let method = "resources/templates/list"

    /// Where the page begins; nil for the first page.
    public var cursor: String?
    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for a page of resource templates.
    public init(cursor: String? = nil, meta: RequestMeta? = nil, other: JSONObject = [:]) {
        self.cursor = cursor
        self.meta = meta
        self.other = other
    }
}

/// The message that asks for the resource templates of a server.
public typealias ListResourceTemplatesRequest = JSONRPCRequest<ListResourceTemplatesRequestParams>

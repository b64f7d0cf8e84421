public import JSONRPC

/// Asks for the prompts of a server.
public struct ListPromptsRequestParams: PaginatedRequestParams {
    /// What a successful answer holds.
    public typealias Result = ListPromptsResult
    /// The method `prompts/list`.
    public static let method = "prompts/list"

    /// Where the page begins; nil for the first page.
    public var cursor: String?
    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for a page of prompts.
    public init(cursor: String? = nil, meta: RequestMeta? = nil, other: JSONObject = [:]) {
        self.cursor = cursor
        self.meta = meta
        self.other = other
    }
}

/// The message that asks for the prompts of a server.
public typealias ListPromptsRequest = JSONRPCRequest<ListPromptsRequestParams>

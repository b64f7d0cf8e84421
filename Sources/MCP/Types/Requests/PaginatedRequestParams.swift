public import JSONRPC

/// The parameters of a method that lists something page by page.
public protocol PaginatedRequestParams: RequestParams where Result: PaginatedResult {
    /// Where the page begins, taken from the ``PaginatedResult/nextCursor`` of the page before; nil for the first page.
    /// An empty string is a cursor like any other.
    var cursor: String? { get set }

    /// Creates the parameters.
    init(cursor: String?, meta: RequestMeta?, other: JSONObject)
}

extension PaginatedRequestParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        self.init(cursor: try reader.optional("cursor"), meta: try reader.optional("_meta"), other: [:])
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("cursor", cursor)
        writer.set("_meta", meta)
    }
}

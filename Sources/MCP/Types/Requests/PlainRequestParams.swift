public import JSONRPC

/// The parameters of a method that takes none: only `_meta`.
public protocol PlainRequestParams: RequestParams {
    /// Creates the parameters.
    init(meta: RequestMeta?, other: JSONObject)
}

extension PlainRequestParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        self.init(meta: try reader.optional("_meta"), other: [:])
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("_meta", meta)
    }
}

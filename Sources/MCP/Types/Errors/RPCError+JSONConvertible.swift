public import JSONRPC

extension RPCError: JSONConvertible {
    /// Reads an error. It has three members; others are dropped, as JSON-RPC defines none.
    public init(json: JSONValue) throws(DecodingFailure) {
        var reader = ObjectReader(try JSONObject(json: json))
        self.init(
            code: try reader.required("code"), message: try reader.required("message"),
            data: try reader.optional("data"))
    }

    /// The error to answer a request with whose parameters could not be read.
    public static func invalidParams(_ failure: DecodingFailure) -> RPCError {
        invalidParams("Invalid parameters: \(failure)")
    }
}

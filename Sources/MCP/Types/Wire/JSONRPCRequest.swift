public import JSONRPC

/// A request as a whole message.
public struct JSONRPCRequest<Params: RequestParams>: JSONObjectConvertible {
    /// Names the request until it is answered.
    public var id: RequestID
    /// The parameters of the method.
    public var params: Params
    /// Whether parameters without members are written as `{}` rather than left out.
    public var keepsEmptyParams: Bool
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a request.
    public init(id: RequestID, params: Params, keepsEmptyParams: Bool = false, other: JSONObject = [:]) {
        self.id = id
        self.params = params
        self.keepsEmptyParams = keepsEmptyParams
        self.other = other
    }
}

extension JSONRPCRequest {
    /// Reads the members; `method` must be that of the parameters.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("jsonrpc", "2.0")
        id = try reader.required("id")
        try reader.constant("method", Params.method)
        (params, keepsEmptyParams) = try reader.params()
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("jsonrpc", "2.0")
        writer.set("id", id)
        writer.set("method", Params.method)
        writer.set(params: params, keepsEmpty: keepsEmptyParams)
    }

    /// The request for the layer below, which has no place for ``other``.
    public var message: Message {
        let object = params.object
        return .request(id: id, method: Params.method, params: object.isEmpty && !keepsEmptyParams ? nil : object)
    }
}

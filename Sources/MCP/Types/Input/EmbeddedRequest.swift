public import JSONRPC

/// A request inside a result: a method with its parameters, without an id of its own. Since 2026-07-28.
public struct EmbeddedRequest<Params: RequestParams>: JSONObjectConvertible {
    /// The parameters of the method.
    public var params: Params
    /// Whether parameters without members are written as `{}` rather than left out.
    public var keepsEmptyParams: Bool
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a request.
    public init(params: Params, keepsEmptyParams: Bool = false, other: JSONObject = [:]) {
        self.params = params
        self.keepsEmptyParams = keepsEmptyParams
        self.other = other
    }
}

extension EmbeddedRequest {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("method", Params.method)
        (params, keepsEmptyParams) = try reader.params()
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("method", Params.method)
        writer.set(params: params, keepsEmpty: keepsEmptyParams)
    }
}

/// Asks the user, inside a result.
public typealias ElicitRequest = EmbeddedRequest<ElicitRequestParams>
/// Asks a model, inside a result.
public typealias CreateMessageRequest = EmbeddedRequest<CreateMessageRequestParams>
/// Asks which folders the user works in, inside a result.
public typealias ListRootsRequest = EmbeddedRequest<ListRootsRequestParams>

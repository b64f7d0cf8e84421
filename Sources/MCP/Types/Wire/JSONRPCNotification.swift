public import JSONRPC

/// A notification as a whole message.
public struct JSONRPCNotification<Params: NotificationParams>: JSONObjectConvertible {
    /// The parameters of the method.
    public var params: Params
    /// Whether parameters without members are written as `{}` rather than left out.
    public var keepsEmptyParams: Bool
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a notification.
    public init(params: Params, keepsEmptyParams: Bool = false, other: JSONObject = [:]) {
        self.params = params
        self.keepsEmptyParams = keepsEmptyParams
        self.other = other
    }
}

extension JSONRPCNotification {
    /// Reads the members; `method` must be that of the parameters.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("jsonrpc", "2.0")
        try reader.constant("method", Params.method)
        (params, keepsEmptyParams) = try reader.params()
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("jsonrpc", "2.0")
        writer.set("method", Params.method)
        writer.set(params: params, keepsEmpty: keepsEmptyParams)
    }

    /// The notification for the layer below, which has no place for ``other``.
    public var message: Message {
        let object = params.object
        return .notification(method: Params.method, params: object.isEmpty && !keepsEmptyParams ? nil : object)
    }
}

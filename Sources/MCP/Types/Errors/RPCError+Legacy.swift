public import JSONRPC

/// The errors that only peers of the legacy era know; a modern peer must not see them.
extension RPCError {
    /// There is no such resource. Until 2025-11-25; since then ``invalidParamsCode``.
    public static let resourceNotFoundCode = -32002
    /// The user has to visit URLs first. Only 2025-11-25; since then an ``InputRequiredResult``.
    public static let urlElicitationRequiredCode = -32042

    /// There is no resource at that address.
    public static func resourceNotFound(_ uri: String) -> RPCError {
        RPCError(code: resourceNotFoundCode, message: "Resource not found", data: ["uri": .string(uri)])
    }

    /// The user has to visit URLs before the request is sent again.
    public static func urlElicitationRequired(
        _ elicitations: [ElicitRequestURLParams], message: String = "The request needs the user to visit a URL"
    ) -> RPCError {
        let data = URLElicitationRequiredData(elicitations: elicitations)
        return RPCError(code: urlElicitationRequiredCode, message: message, data: data.json)
    }

    /// The address at which there is no resource; nil when this is another error or does not say.
    public var resourceNotFoundURI: String? {
        code == Self.resourceNotFoundCode ? data?["uri"]?.string : nil
    }

    /// The URLs that the user has to visit; nil when this is another error or does not say.
    public var urlElicitationRequired: URLElicitationRequiredData? {
        readData(ofCode: Self.urlElicitationRequiredCode)
    }
}

public import JSONRPC

/// The failed answer to a request as a whole message.
public struct JSONRPCErrorResponse: JSONObjectConvertible {
    /// The id of the request; nil when the request could not be read.
    public var id: RequestID?
    /// Why there is no result.
    public var error: RPCError
    /// Members that this version of the library does not know, and an `id` that is `null`.
    public var other: JSONObject

    /// Creates an answer.
    public init(id: RequestID?, error: RPCError, other: JSONObject = [:]) {
        self.id = id
        self.error = error
        self.other = other
    }
}

extension JSONRPCErrorResponse {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("jsonrpc", "2.0")
        id = reader.peek("id") == .null ? nil : try reader.optional("id")
        error = try reader.required("error")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("jsonrpc", "2.0")
        writer.set("id", id)
        writer.set("error", error)
    }

    /// The answer for the layer below, which has no place for ``other``.
    public var message: Message { .failure(id: id, error: error) }
}

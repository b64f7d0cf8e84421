public import JSONRPC

/// The successful answer to a request as a whole message.
public struct JSONRPCResultResponse<Result: JSONObjectConvertible>: JSONObjectConvertible {
    /// The id of the request.
    public var id: RequestID
    /// What was asked for.
    public var result: Result
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates an answer.
    public init(id: RequestID, result: Result, other: JSONObject = [:]) {
        self.id = id
        self.result = result
        self.other = other
    }
}

extension JSONRPCResultResponse {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("jsonrpc", "2.0")
        id = try reader.required("id")
        result = try reader.required("result")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("jsonrpc", "2.0")
        writer.set("id", id)
        writer.set("result", result)
    }

    /// The answer for the layer below, which has no place for ``other``.
    public var message: Message { .result(id: id, result: result.object) }
}

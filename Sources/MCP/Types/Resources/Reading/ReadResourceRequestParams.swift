public import JSONRPC

/// Asks for the contents of a resource.
public struct ReadResourceRequestParams: InputResponseRequestParams {
    /// What a successful answer holds.
    public typealias Result = ReadResourceResult
    /// The method `resources/read`.
    public static let method = "resources/read"

    /// The address of the resource.
    public var uri: String
    /// The answers to the questions of the attempt before. Since 2026-07-28.
    public var inputResponses: InputResponses?
    /// The state that came with those questions. Since 2026-07-28.
    public var requestState: String?
    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for contents.
    public init(
        uri: String, inputResponses: InputResponses? = nil, requestState: String? = nil, meta: RequestMeta? = nil,
        other: JSONObject = [:]
    ) {
        self.uri = uri
        self.inputResponses = inputResponses
        self.requestState = requestState
        self.meta = meta
        self.other = other
    }
}

extension ReadResourceRequestParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        uri = try reader.required("uri")
        inputResponses = try reader.optional("inputResponses")
        requestState = try reader.optional("requestState")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("uri", uri)
        writer.set("inputResponses", inputResponses)
        writer.set("requestState", requestState)
        writer.set("_meta", meta)
    }
}

/// The message that asks for the contents of a resource.
public typealias ReadResourceRequest = JSONRPCRequest<ReadResourceRequestParams>

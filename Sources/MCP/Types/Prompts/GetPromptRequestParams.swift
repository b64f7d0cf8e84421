public import JSONRPC

/// Asks for a prompt with its arguments filled in.
public struct GetPromptRequestParams: InputResponseRequestParams {
    /// What a successful answer holds.
    public typealias Result = GetPromptResult
    /// The method `prompts/get`.
    public static let method = "prompts/get"

    /// The name of the prompt.
    public var name: String
    /// What to fill in.
    public var arguments: [String: String]?
    /// The answers to the questions of the attempt before. Since 2026-07-28.
    public var inputResponses: InputResponses?
    /// The state that came with those questions. Since 2026-07-28.
    public var requestState: String?
    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for a prompt.
    public init(
        name: String, arguments: [String: String]? = nil, inputResponses: InputResponses? = nil,
        requestState: String? = nil, meta: RequestMeta? = nil, other: JSONObject = [:]
    ) {
        self.name = name
        self.arguments = arguments
        self.inputResponses = inputResponses
        self.requestState = requestState
        self.meta = meta
        self.other = other
    }
}

extension GetPromptRequestParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        name = try reader.required("name")
        arguments = try reader.optional("arguments")
        inputResponses = try reader.optional("inputResponses")
        requestState = try reader.optional("requestState")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("name", name)
        writer.set("arguments", arguments)
        writer.set("inputResponses", inputResponses)
        writer.set("requestState", requestState)
        writer.set("_meta", meta)
    }
}

/// The message that asks for a prompt.
public typealias GetPromptRequest = JSONRPCRequest<GetPromptRequestParams>

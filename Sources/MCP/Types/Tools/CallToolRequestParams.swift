public import JSONRPC

/// Calls a tool.
public struct CallToolRequestParams: InputResponseRequestParams {
    /// What a successful answer holds.
    public typealias Result = CallToolResult
    /// The method `tools/call`.
    public static let method = "tools/call"

    /// The name of the tool.
    public var name: String
    /// Its arguments; nil for none.
    public var arguments: JSONObject?
    /// The answers to the questions of the attempt before. Since 2026-07-28.
    public var inputResponses: InputResponses?
    /// The state that came with those questions. Since 2026-07-28.
    public var requestState: String?
    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Calls a tool.
    public init(
        name: String, arguments: JSONObject? = nil, inputResponses: InputResponses? = nil, requestState: String? = nil,
        meta: RequestMeta? = nil, other: JSONObject = [:]
    ) {
        self.name = name
        self.arguments = arguments
        self.inputResponses = inputResponses
        self.requestState = requestState
        self.meta = meta
        self.other = other
    }
}

extension CallToolRequestParams {
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

/// The message that calls a tool.
public typealias CallToolRequest = JSONRPCRequest<CallToolRequestParams>

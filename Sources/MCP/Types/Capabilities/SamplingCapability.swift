public import JSONRPC

/// How a client can ask a model. An empty object means: without tools and without the context of other servers.
public struct SamplingCapability: JSONObjectConvertible {
    /// The server may offer tools to the model. Since 2025-11-25.
    public var tools: JSONObject?
    /// The server may ask for the context of servers. Since 2025-11-25, deprecated from the beginning.
    public var context: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the capability; without arguments the least of it.
    public init(tools: JSONObject? = nil, context: JSONObject? = nil, other: JSONObject = [:]) {
        self.tools = tools
        self.context = context
        self.other = other
    }
}

extension SamplingCapability {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        tools = try reader.optional("tools")
        context = try reader.optional("context")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("tools", tools)
        writer.set("context", context)
    }
}

extension SamplingCapability {
    /// Whether the server may offer tools to the model.
    public var supportsTools: Bool { tools != nil }
    /// Whether the server may ask for the context of servers.
    public var supportsContext: Bool { context != nil }
}

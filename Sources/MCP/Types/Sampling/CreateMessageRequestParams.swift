public import JSONRPC

/// Asks the client's model to go on with a conversation. Deprecated since 2026-07-28.
public struct CreateMessageRequestParams: RequestParams {
    /// What a successful answer holds.
    public typealias Result = CreateMessageResult
    /// The method `sampling/createMessage`.
    public static let method = "sampling/createMessage"

    /// The conversation so far.
    public var messages: [SamplingMessage]
    /// Which model the server would like.
    public var modelPreferences: ModelPreferences?
    /// What the model is told first. The client may change or leave it out.
    public var systemPrompt: String?
    /// The context of which servers the client should add.
    public var includeContext: IncludeContext?
    /// How freely the model may choose its words.
    public var temperature: JSONNumber?
    /// The most tokens the model may write.
    public var maxTokens: Int
    /// Texts at which the model stops.
    public var stopSequences: [String]?
    /// More for the provider of the model.
    public var metadata: JSONObject?
    /// Tools that the model may use. Since 2025-11-25.
    public var tools: [Tool]?
    /// How the model uses tools. Since 2025-11-25.
    public var toolChoice: ToolChoice?
    /// What is said about the request. Until 2025-11-25.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for a message.
    public init(
        messages: [SamplingMessage], modelPreferences: ModelPreferences? = nil, systemPrompt: String? = nil,
        includeContext: IncludeContext? = nil, temperature: JSONNumber? = nil, maxTokens: Int,
        stopSequences: [String]? = nil, metadata: JSONObject? = nil, tools: [Tool]? = nil,
        toolChoice: ToolChoice? = nil, meta: RequestMeta? = nil, other: JSONObject = [:]
    ) {
        self.messages = messages
        self.modelPreferences = modelPreferences
        self.systemPrompt = systemPrompt
        self.includeContext = includeContext
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.stopSequences = stopSequences
        self.metadata = metadata
        self.tools = tools
        self.toolChoice = toolChoice
        self.meta = meta
        self.other = other
    }
}

extension CreateMessageRequestParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        messages = try reader.required("messages")
        modelPreferences = try reader.optional("modelPreferences")
        systemPrompt = try reader.optional("systemPrompt")
        includeContext = try reader.optional("includeContext")
        temperature = try reader.optional("temperature")
        maxTokens = try reader.required("maxTokens")
        stopSequences = try reader.optional("stopSequences")
        metadata = try reader.optional("metadata")
        tools = try reader.optional("tools")
        toolChoice = try reader.optional("toolChoice")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("messages", messages)
        writer.set("modelPreferences", modelPreferences)
        writer.set("systemPrompt", systemPrompt)
        writer.set("includeContext", includeContext)
        writer.set("temperature", temperature)
        writer.set("maxTokens", maxTokens)
        writer.set("stopSequences", stopSequences)
        writer.set("metadata", metadata)
        writer.set("tools", tools)
        writer.set("toolChoice", toolChoice)
        writer.set("_meta", meta)
    }
}

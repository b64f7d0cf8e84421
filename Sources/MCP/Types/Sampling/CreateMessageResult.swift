public import JSONRPC

/// What the model said.
public struct CreateMessageResult: JSONObjectConvertible {
    /// Who says it: the assistant.
    public var role: Role
    /// What was said. One block until 2025-06-18.
    public var content: OneOrMany<SamplingMessageContentBlock>
    /// The name of the model.
    public var model: String
    /// Why the model stopped, if known.
    public var stopReason: StopReason?
    /// What is said about the result.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a message of a model.
    public init(
        role: Role, content: OneOrMany<SamplingMessageContentBlock>, model: String, stopReason: StopReason? = nil,
        meta: JSONObject? = nil, other: JSONObject = [:]
    ) {
        self.role = role
        self.content = content
        self.model = model
        self.stopReason = stopReason
        self.meta = meta
        self.other = other
    }
}

extension CreateMessageResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        role = try reader.required("role")
        content = try reader.required("content")
        model = try reader.required("model")
        stopReason = try reader.optional("stopReason")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("role", role)
        writer.set("content", content)
        writer.set("model", model)
        writer.set("stopReason", stopReason)
        writer.set("_meta", meta)
    }
}

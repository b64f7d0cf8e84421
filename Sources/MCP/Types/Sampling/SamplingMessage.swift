public import JSONRPC

/// A message of the conversation that a model is asked to go on with.
public struct SamplingMessage: JSONObjectConvertible {
    /// Who says it.
    public var role: Role
    /// What is said. One block until 2025-06-18.
    public var content: OneOrMany<SamplingMessageContentBlock>
    /// More about it. Since 2025-11-25.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a message.
    public init(
        role: Role, content: OneOrMany<SamplingMessageContentBlock>, meta: JSONObject? = nil, other: JSONObject = [:]
    ) {
        self.role = role
        self.content = content
        self.meta = meta
        self.other = other
    }
}

extension SamplingMessage {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        role = try reader.required("role")
        content = try reader.required("content")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("role", role)
        writer.set("content", content)
        writer.set("_meta", meta)
    }
}

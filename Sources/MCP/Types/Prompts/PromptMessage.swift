public import JSONRPC

/// A message of a prompt.
public struct PromptMessage: JSONObjectConvertible {
    /// Who says it.
    public var role: Role
    /// What is said.
    public var content: ContentBlock
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a message.
    public init(role: Role, content: ContentBlock, other: JSONObject = [:]) {
        self.role = role
        self.content = content
        self.other = other
    }
}

extension PromptMessage {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        role = try reader.required("role")
        content = try reader.required("content")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("role", role)
        writer.set("content", content)
    }
}

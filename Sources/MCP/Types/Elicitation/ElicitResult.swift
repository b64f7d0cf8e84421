public import JSONRPC

/// How the user answered.
public struct ElicitResult: JSONObjectConvertible {
    /// Whether the user agreed.
    public var action: ElicitAction
    /// What was filled in, by the names of the fields; only after ``ElicitAction/accept`` of a form.
    public var content: JSONObject?
    /// What is said about the answer. Until 2025-11-25.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates an answer.
    public init(action: ElicitAction, content: JSONObject? = nil, meta: JSONObject? = nil, other: JSONObject = [:]) {
        self.action = action
        self.content = content
        self.meta = meta
        self.other = other
    }
}

extension ElicitResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        action = try reader.required("action")
        content = try reader.optional("content")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("action", action)
        writer.set("content", content)
        writer.set("_meta", meta)
    }
}

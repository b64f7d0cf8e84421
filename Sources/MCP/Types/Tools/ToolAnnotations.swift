public import JSONRPC

/// How a tool says it behaves. Only hints: believe them as far as you trust the server. Since 2025-03-26.
public struct ToolAnnotations: JSONObjectConvertible {
    /// Its name for people; ``Tool/title`` goes first.
    public var title: String?
    /// It changes nothing. Nil means that it may.
    public var readOnlyHint: Bool?
    /// It may destroy something, rather than only add. Nil means that it may.
    public var destructiveHint: Bool?
    /// Calling it again with the same arguments has no further effect. Nil means that it may have.
    public var idempotentHint: Bool?
    /// It deals with the world outside, as a web search does. Nil means that it does.
    public var openWorldHint: Bool?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates hints.
    public init(
        title: String? = nil, readOnlyHint: Bool? = nil, destructiveHint: Bool? = nil, idempotentHint: Bool? = nil,
        openWorldHint: Bool? = nil, other: JSONObject = [:]
    ) {
        self.title = title
        self.readOnlyHint = readOnlyHint
        self.destructiveHint = destructiveHint
        self.idempotentHint = idempotentHint
        self.openWorldHint = openWorldHint
        self.other = other
    }
}

extension ToolAnnotations {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        title = try reader.optional("title")
        readOnlyHint = try reader.optional("readOnlyHint")
        destructiveHint = try reader.optional("destructiveHint")
        idempotentHint = try reader.optional("idempotentHint")
        openWorldHint = try reader.optional("openWorldHint")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("title", title)
        writer.set("readOnlyHint", readOnlyHint)
        writer.set("destructiveHint", destructiveHint)
        writer.set("idempotentHint", idempotentHint)
        writer.set("openWorldHint", openWorldHint)
    }
}

/// The hints with the defaults of the protocol, which assume the worst.
extension ToolAnnotations {
    /// Whether the tool changes nothing.
    public var isReadOnly: Bool { readOnlyHint ?? false }
    /// Whether the tool may destroy something.
    public var isDestructive: Bool { !isReadOnly && destructiveHint ?? true }
    /// Whether calling the tool again has no further effect.
    public var isIdempotent: Bool { isReadOnly || idempotentHint ?? false }
    /// Whether the tool deals with the world outside.
    public var isOpenWorld: Bool { openWorldHint ?? true }
}

public import JSONRPC

/// Hints on how a client may use a piece of content.
public struct Annotations: JSONObjectConvertible {
    /// For whom it is meant.
    public var audience: [Role]?
    /// How much it matters, from 0 (may be left out) to 1 (needed).
    public var priority: JSONNumber?
    /// When it was changed last, as an ISO 8601 time. Since 2025-06-18.
    public var lastModified: String?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates hints.
    public init(
        audience: [Role]? = nil, priority: JSONNumber? = nil, lastModified: String? = nil, other: JSONObject = [:]
    ) {
        self.audience = audience
        self.priority = priority
        self.lastModified = lastModified
        self.other = other
    }
}

extension Annotations {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        audience = try reader.optional("audience")
        priority = try reader.optional("priority")
        lastModified = try reader.optional("lastModified")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("audience", audience)
        writer.set("priority", priority)
        writer.set("lastModified", lastModified)
    }
}

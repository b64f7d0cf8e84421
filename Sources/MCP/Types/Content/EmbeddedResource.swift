public import JSONRPC

/// A resource in a message with its contents.
public struct EmbeddedResource: JSONObjectConvertible {
    /// The contents.
    public var resource: ResourceContents
    /// How a client may use it.
    public var annotations: Annotations?
    /// More about it. Since 2025-06-18.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Embeds contents.
    public init(
        resource: ResourceContents, annotations: Annotations? = nil, meta: JSONObject? = nil, other: JSONObject = [:]
    ) {
        self.resource = resource
        self.annotations = annotations
        self.meta = meta
        self.other = other
    }
}

extension EmbeddedResource {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "resource")
        resource = try reader.required("resource")
        annotations = try reader.optional("annotations")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "resource")
        writer.set("resource", resource)
        writer.set("annotations", annotations)
        writer.set("_meta", meta)
    }
}

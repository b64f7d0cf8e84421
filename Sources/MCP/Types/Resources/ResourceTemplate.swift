public import JSONRPC

/// A family of resources whose addresses follow a pattern.
public struct ResourceTemplate: JSONObjectConvertible {
    /// The pattern of their addresses (RFC 6570).
    public var uriTemplate: String
    /// Its name for programs.
    public var name: String
    /// Its name for people. Since 2025-06-18.
    public var title: String?
    /// What the resources are, for a model to read.
    public var description: String?
    /// Their media type, if they all have the same one.
    public var mimeType: String?
    /// How a client may use them.
    public var annotations: Annotations?
    /// Pictures of it. Since 2025-11-25.
    public var icons: [Icon]?
    /// More about it. Since 2025-06-18.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a template.
    public init(
        uriTemplate: String, name: String, title: String? = nil, description: String? = nil, mimeType: String? = nil,
        annotations: Annotations? = nil, icons: [Icon]? = nil, meta: JSONObject? = nil, other: JSONObject = [:]
    ) {
        self.uriTemplate = uriTemplate
        self.name = name
        self.title = title
        self.description = description
        self.mimeType = mimeType
        self.annotations = annotations
        self.icons = icons
        self.meta = meta
        self.other = other
    }
}

extension ResourceTemplate {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        uriTemplate = try reader.required("uriTemplate")
        name = try reader.required("name")
        title = try reader.optional("title")
        description = try reader.optional("description")
        mimeType = try reader.optional("mimeType")
        annotations = try reader.optional("annotations")
        icons = try reader.optional("icons")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("uriTemplate", uriTemplate)
        writer.set("name", name)
        writer.set("title", title)
        writer.set("description", description)
        writer.set("mimeType", mimeType)
        writer.set("annotations", annotations)
        writer.set("icons", icons)
        writer.set("_meta", meta)
    }
}

public import JSONRPC

/// A resource in a message by its address only. The server need not list it. Since 2025-06-18.
public struct ResourceLink: JSONObjectConvertible {
    /// The address of the resource.
    public var uri: String
    /// Its name for programs.
    public var name: String
    /// Its name for people.
    public var title: String?
    /// What it is, for a model to read.
    public var description: String?
    /// Its media type, if known.
    public var mimeType: String?
    /// How many bytes it has before any encoding, if known.
    public var size: Int?
    /// How a client may use it.
    public var annotations: Annotations?
    /// Pictures of it. Since 2025-11-25.
    public var icons: [Icon]?
    /// More about it.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a link.
    public init(
        uri: String, name: String, title: String? = nil, description: String? = nil, mimeType: String? = nil,
        size: Int? = nil, annotations: Annotations? = nil, icons: [Icon]? = nil, meta: JSONObject? = nil,
        other: JSONObject = [:]
    ) {
        self.uri = uri
        self.name = name
        self.title = title
        self.description = description
        self.mimeType = mimeType
        self.size = size
        self.annotations = annotations
        self.icons = icons
        self.meta = meta
        self.other = other
    }
}

extension ResourceLink {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "resource_link")
        uri = try reader.required("uri")
        name = try reader.required("name")
        title = try reader.optional("title")
        description = try reader.optional("description")
        mimeType = try reader.optional("mimeType")
        size = try reader.optional("size")
        annotations = try reader.optional("annotations")
        icons = try reader.optional("icons")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "resource_link")
        writer.set("uri", uri)
        writer.set("name", name)
        writer.set("title", title)
        writer.set("description", description)
        writer.set("mimeType", mimeType)
        writer.set("size", size)
        writer.set("annotations", annotations)
        writer.set("icons", icons)
        writer.set("_meta", meta)
    }
}

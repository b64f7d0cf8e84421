public import JSONRPC

/// Sound in a message. Since 2025-03-26.
public struct AudioContent: JSONObjectConvertible {
    /// The bytes of the sound in ``Base64``.
    public var data: String
    /// Its media type, such as `audio/wav`.
    public var mimeType: String
    /// How a client may use it.
    public var annotations: Annotations?
    /// More about it. Since 2025-06-18.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a piece of sound.
    public init(
        data: String, mimeType: String, annotations: Annotations? = nil, meta: JSONObject? = nil,
        other: JSONObject = [:]
    ) {
        self.data = data
        self.mimeType = mimeType
        self.annotations = annotations
        self.meta = meta
        self.other = other
    }
}

extension AudioContent {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "audio")
        data = try reader.required("data")
        mimeType = try reader.required("mimeType")
        annotations = try reader.optional("annotations")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "audio")
        writer.set("data", data)
        writer.set("mimeType", mimeType)
        writer.set("annotations", annotations)
        writer.set("_meta", meta)
    }
}

public import JSONRPC

/// Text in a message.
public struct TextContent: JSONObjectConvertible {
    /// The text.
    public var text: String
    /// How a client may use it.
    public var annotations: Annotations?
    /// More about it. Since 2025-06-18.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a piece of text.
    public init(text: String, annotations: Annotations? = nil, meta: JSONObject? = nil, other: JSONObject = [:]) {
        self.text = text
        self.annotations = annotations
        self.meta = meta
        self.other = other
    }
}

extension TextContent {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "text")
        text = try reader.required("text")
        annotations = try reader.optional("annotations")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "text")
        writer.set("text", text)
        writer.set("annotations", annotations)
        writer.set("_meta", meta)
    }
}

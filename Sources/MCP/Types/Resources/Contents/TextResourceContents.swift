public import JSONRPC

/// The contents of a resource that is text.
public struct TextResourceContents: JSONObjectConvertible {
    /// The address of the resource.
    public var uri: String
    /// Its media type, if known.
    public var mimeType: String?
    /// The text.
    public var text: String
    /// More about it. Since 2025-06-18.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates contents.
    public init(uri: String, mimeType: String? = nil, text: String, meta: JSONObject? = nil, other: JSONObject = [:]) {
        self.uri = uri
        self.mimeType = mimeType
        self.text = text
        self.meta = meta
        self.other = other
    }
}

extension TextResourceContents {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        uri = try reader.required("uri")
        mimeType = try reader.optional("mimeType")
        text = try reader.required("text")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("uri", uri)
        writer.set("mimeType", mimeType)
        writer.set("text", text)
        writer.set("_meta", meta)
    }
}

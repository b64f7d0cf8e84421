public import JSONRPC

/// The contents of a resource that is no text.
public struct BlobResourceContents: JSONObjectConvertible {
    /// The address of the resource.
    public var uri: String
    /// Its media type, if known.
    public var mimeType: String?
    /// The bytes in ``Base64``.
    public var blob: String
    /// More about it. Since 2025-06-18.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates contents.
    public init(uri: String, mimeType: String? = nil, blob: String, meta: JSONObject? = nil, other: JSONObject = [:]) {
        self.uri = uri
        self.mimeType = mimeType
        self.blob = blob
        self.meta = meta
        self.other = other
    }
}

extension BlobResourceContents {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        uri = try reader.required("uri")
        mimeType = try reader.optional("mimeType")
        blob = try reader.required("blob")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("uri", uri)
        writer.set("mimeType", mimeType)
        writer.set("blob", blob)
        writer.set("_meta", meta)
    }
}

public import JSONRPC

/// A folder or file that the user works in. Deprecated since 2026-07-28.
public struct Root: JSONObjectConvertible {
    /// Its address, a `file:` URI.
    public var uri: String
    /// Its name for people.
    public var name: String?
    /// More about it. Since 2025-06-18.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a root.
    public init(uri: String, name: String? = nil, meta: JSONObject? = nil, other: JSONObject = [:]) {
        self.uri = uri
        self.name = name
        self.meta = meta
        self.other = other
    }
}

extension Root {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        uri = try reader.required("uri")
        name = try reader.optional("name")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("uri", uri)
        writer.set("name", name)
        writer.set("_meta", meta)
    }
}

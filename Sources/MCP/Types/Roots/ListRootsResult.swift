public import JSONRPC

/// The folders that the user works in.
public struct ListRootsResult: JSONObjectConvertible {
    /// The folders.
    public var roots: [Root]
    /// What is said about the result. Until 2025-11-25.
    public var meta: JSONObject?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the result.
    public init(roots: [Root], meta: JSONObject? = nil, other: JSONObject = [:]) {
        self.roots = roots
        self.meta = meta
        self.other = other
    }
}

extension ListRootsResult {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        roots = try reader.required("roots")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("roots", roots)
        writer.set("_meta", meta)
    }
}

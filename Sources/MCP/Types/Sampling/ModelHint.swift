public import JSONRPC

/// A model that a server would like.
public struct ModelHint: JSONObjectConvertible {
    /// A part of the name of the model.
    public var name: String?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a hint.
    public init(name: String? = nil, other: JSONObject = [:]) {
        self.name = name
        self.other = other
    }
}

extension ModelHint {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        name = try reader.optional("name")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("name", name)
    }
}

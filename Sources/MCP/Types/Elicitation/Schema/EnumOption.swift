public import JSONRPC

/// A value to choose, with the title to show for it. Since 2025-11-25.
public struct EnumOption: JSONObjectConvertible {
    /// The title.
    public var title: String
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates an option.
    public init(title: String, other: JSONObject = [:]) {
        self.title = title
        self.other = other
    }
}

extension EnumOption {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("const", "String")
        title = try reader.required("title")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("const", "String")
        writer.set("title", title)
    }
}

public import JSONRPC

/// A value to choose, with the title to show for it. Since 2025-11-25.
public struct EnumOption: JSONObjectConvertible {
    /// The value.
    public var const: String
    /// The title.
    public var title: String
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates an option.
    public init(const: String, title: String, other: JSONObject = [:]) {
        self.const = const
        self.title = title
        self.other = other
    }
}

extension EnumOption {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        const = try reader.required("const")
        title = try reader.required("title")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("const", const)
        writer.set("title", title)
    }
}

public import JSONRPC

/// An argument that is being written.
public struct CompletionArgument: JSONObjectConvertible {
    /// Its name.
    public var name: String
    /// What is written so far.
    public var value: String
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates an argument.
    public init(name: String, value: String, other: JSONObject = [:]) {
        self.name = name
        self.value = value
        self.other = other
    }
}

extension CompletionArgument {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        name = try reader.required("name")
        value = try reader.required("value")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("name", name)
        writer.set("value", value)
    }
}

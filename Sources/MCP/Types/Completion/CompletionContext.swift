public import JSONRPC

/// What is filled in already. Since 2025-06-18.
public struct CompletionContext: JSONObjectConvertible {
    /// The other arguments, by their names.
    public var arguments: [String: String]?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a context.
    public init(arguments: [String: String]? = nil, other: JSONObject = [:]) {
        self.arguments = arguments
        self.other = other
    }
}

extension CompletionContext {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        arguments = try reader.optional("arguments")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("arguments", arguments)
    }
}

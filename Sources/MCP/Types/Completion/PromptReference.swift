public import JSONRPC

/// Names a prompt.
public struct PromptReference: JSONObjectConvertible {
    /// The name of the prompt.
    public var name: String
    /// Its name for people. Since 2025-06-18.
    public var title: String?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Refers to a prompt.
    public init(name: String, title: String? = nil, other: JSONObject = [:]) {
        self.name = name
        self.title = title
        self.other = other
    }
}

extension PromptReference {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "ref/prompt")
        name = try reader.required("name")
        title = try reader.optional("title")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "ref/prompt")
        writer.set("name", name)
        writer.set("title", title)
    }
}

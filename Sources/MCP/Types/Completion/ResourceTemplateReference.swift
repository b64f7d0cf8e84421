public import JSONRPC

/// Names a resource template.
public struct ResourceTemplateReference: JSONObjectConvertible {
    /// The address pattern of the template, or an address.
    public var uri: String
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Refers to a template.
    public init(uri: String, other: JSONObject = [:]) {
        self.uri = uri
        self.other = other
    }
}

extension ResourceTemplateReference {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        try reader.constant("type", "ref/resource")
        uri = try reader.required("uri")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("type", "ref/resource")
        writer.set("uri", uri)
    }
}

public import JSONRPC

/// That something can be listed, and whether changes of the list are announced.
public struct ListChangedCapability: JSONObjectConvertible {
    /// Whether changes of the list are announced; nil means no.
    public var listChanged: Bool?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the capability.
    public init(listChanged: Bool? = nil, other: JSONObject = [:]) {
        self.listChanged = listChanged
        self.other = other
    }
}

extension ListChangedCapability {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        listChanged = try reader.optional("listChanged")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("listChanged", listChanged)
    }
}

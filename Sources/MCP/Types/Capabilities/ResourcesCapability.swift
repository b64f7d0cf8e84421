public import JSONRPC

/// That a server has resources, and which of their changes it announces.
public struct ResourcesCapability: JSONObjectConvertible {
    /// Whether changes of single resources are announced to who asks for it; nil means no.
    public var subscribe: Bool?
    /// Whether changes of the list are announced; nil means no.
    public var listChanged: Bool?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the capability.
    public init(subscribe: Bool? = nil, listChanged: Bool? = nil, other: JSONObject = [:]) {
        self.subscribe = subscribe
        self.listChanged = listChanged
        self.other = other
    }
}

extension ResourcesCapability {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        subscribe = try reader.optional("subscribe")
        listChanged = try reader.optional("listChanged")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("subscribe", subscribe)
        writer.set("listChanged", listChanged)
    }
}

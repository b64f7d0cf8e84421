public import JSONRPC

/// What the error -32022 says besides its message. Since 2026-07-28.
public struct UnsupportedProtocolVersionData: JSONObjectConvertible {
    /// The revisions that the server speaks.
    public var supported: [ProtocolVersion]
    /// The revision that was asked for.
    public var requested: ProtocolVersion
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the data.
    public init(supported: [ProtocolVersion], requested: ProtocolVersion, other: JSONObject = [:]) {
        self.supported = supported
        self.requested = requested
        self.other = other
    }
}

extension UnsupportedProtocolVersionData {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        supported = try reader.required("supported")
        requested = try reader.required("requested")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("supported", supported)
        writer.set("requested", requested)
    }
}

public import JSONRPC

/// What the error -32021 says besides its message. Since 2026-07-28.
public struct MissingRequiredClientCapabilityData: JSONObjectConvertible {
    /// What the client would have to be able to do.
    public var requiredCapabilities: ClientCapabilities
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the data.
    public init(requiredCapabilities: ClientCapabilities, other: JSONObject = [:]) {
        self.requiredCapabilities = requiredCapabilities
        self.other = other
    }
}

extension MissingRequiredClientCapabilityData {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        requiredCapabilities = try reader.required("requiredCapabilities")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("requiredCapabilities", requiredCapabilities)
    }
}

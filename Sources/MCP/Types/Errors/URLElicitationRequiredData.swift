public import JSONRPC

/// What the error -32042 says besides its message. Only 2025-11-25.
public struct URLElicitationRequiredData: JSONObjectConvertible {
    /// The URLs that the user has to visit before the request is sent again.
    public var elicitations: [ElicitRequestURLParams]
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates the data.
    public init(elicitations: [ElicitRequestURLParams], other: JSONObject = [:]) {
        self.elicitations = elicitations
        self.other = other
    }
}

extension URLElicitationRequiredData {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        elicitations = try reader.required("elicitations")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("elicitations", elicitations)
    }
}

public import JSONRPC

/// Asks the user to fill in a form. Since 2025-06-18.
public struct ElicitRequestFormParams: JSONObjectConvertible {
    /// Absent or ``ElicitMode/form``. Since 2025-11-25.
    public var mode: ElicitMode?
    /// What the user is told.
    public var message: String
    /// The fields of the form.
    public var requestedSchema: ElicitRequestedSchema
    /// What is said about the request. Until 2025-11-25.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for a form.
    public init(
        mode: ElicitMode? = nil, message: String, requestedSchema: ElicitRequestedSchema, meta: RequestMeta? = nil,
        other: JSONObject = [:]
    ) {
        self.mode = mode
        self.message = message
        self.requestedSchema = requestedSchema
        self.meta = meta
        self.other = other
    }
}

extension ElicitRequestFormParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        mode = try reader.optional("mode")
        message = try reader.required("message")
        requestedSchema = try reader.required("requestedSchema")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("mode", mode)
        writer.set("message", message)
        writer.set("requestedSchema", requestedSchema)
        writer.set("_meta", meta)
    }
}

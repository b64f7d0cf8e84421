public import JSONRPC

/// Typed access to arguments.
extension JSONObject {
    /// The argument `key`.
    ///
    /// - Throws: ``DecodingFailure`` when it is absent or of another type; a tool's caller is told so.
    public func required<Value: JSONConvertible>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(DecodingFailure) -> Value {
        var reader = ObjectReader(self)
        return try reader.required(key)
    }

    /// The argument `key`, or nil when it is absent.
    ///
    /// - Throws: ``DecodingFailure`` when it is of another type.
    public func optional<Value: JSONConvertible>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(DecodingFailure) -> Value? {
        var reader = ObjectReader(self)
        return try reader.optional(key)
    }
}

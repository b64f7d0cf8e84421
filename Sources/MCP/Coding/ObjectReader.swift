public import JSONRPC

/// Takes members out of an object one by one; what is left over in the end is what the reading type does not know.
public struct ObjectReader {
    /// The members that have not been read.
    public private(set) var rest: JSONObject

    /// Begins with all members of `object` unread.
    public init(_ object: JSONObject) {
        rest = object
    }

    /// Reads a member that must be there.
    public mutating func required<Value: JSONConvertible>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(DecodingFailure) -> Value {
        guard let json = rest[key] else {
            throw DecodingFailure(expected: "the member", found: nil).within(key)
        }
        rest[key] = nil
        return try decode(json, key)
    }

    /// Reads a member that may be absent. A `null` is no absent member: it is decoded like any other value.
    public mutating func optional<Value: JSONConvertible>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(DecodingFailure) -> Value? {
        guard let json = rest[key] else { return nil }
        rest[key] = nil
        return try decode(json, key)
    }

    /// Reads a member that must hold the given string, such as the `type` of a content block.
    public mutating func constant(_ key: String, _ value: String) throws(DecodingFailure) {
        guard rest[key] == .string(value) else {
            throw DecodingFailure(expected: "\"\(value)\"", found: rest[key]).within(key)
        }
        rest[key] = nil
    }

    private func decode<Value: JSONConvertible>(_ json: JSONValue, _ key: String) throws(DecodingFailure) -> Value {
        do { return try Value(json: json) } catch { throw error.within(key) }
    }
}

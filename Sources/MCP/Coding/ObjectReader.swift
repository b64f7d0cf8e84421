public import JSONRPC

/// Takes members out of an object one by one; what is left over in the end is what the reading type does not know.
public struct ObjectReader {
    private let object: JSONObject
    /// The keys that have been read; few, as a type knows few members.
    private var known: [String] = []

    /// Begins with all members of `object` unread.
    public init(_ object: JSONObject) {
        self.object = object
    }

    /// The members that have not been read, in their order.
    public var rest: JSONObject {
        guard known.count < object.count else { return JSONObject() }
        var rest = JSONObject()
        for member in object where !known.contains(member.key) { rest[member.key] = member.value }
        return rest
    }

    /// The value of a member without reading it, such as the member that tells the cases of a union apart.
    public func peek(_ key: String) -> JSONValue? { object[key] }

    /// Reads a member that must be there.
    public mutating func required<Value: JSONConvertible>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(DecodingFailure) -> Value {
        guard let json = take(key) else {
            throw DecodingFailure(expected: "the member", found: nil).within(key)
        }
        return try decode(json, key)
    }

    /// Reads a member that may be absent. A `null` is no absent member: it is decoded like any other value.
    public mutating func optional<Value: JSONConvertible>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(DecodingFailure) -> Value? {
        guard let json = take(key) else { return nil }
        return try decode(json, key)
    }

    /// Reads a member if it is what is asked for. Otherwise it stays unread, so that it is kept but has no effect.
    public mutating func tolerant<Value: JSONConvertible>(_ key: String, as type: Value.Type = Value.self) -> Value? {
        guard let json = object[key], let value = try? Value(json: json) else { return nil }
        known.append(key)
        return value
    }

    /// Reads a member that must hold the given string, such as the `type` of a content block.
    public mutating func constant(_ key: String, _ value: String) throws(DecodingFailure) {
        guard object[key] == .string(value) else {
            throw DecodingFailure(expected: "\"\(value)\"", found: object[key]).within(key)
        }
        known.append(key)
    }

    private mutating func take(_ key: String) -> JSONValue? {
        guard let json = object[key] else { return nil }
        known.append(key)
        return json
    }

    private func decode<Value: JSONConvertible>(_ json: JSONValue, _ key: String) throws(DecodingFailure) -> Value {
        do { return try Value(json: json) } catch { throw error.within(key) }
    }
}

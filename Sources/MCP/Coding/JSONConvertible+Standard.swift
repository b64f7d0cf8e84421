public import JSONRPC

extension JSONValue: JSONConvertible {
    /// The value itself.
    public init(json: JSONValue) { self = json }
    /// The value itself.
    public var json: JSONValue { self }
}

extension JSONObject: JSONConvertible {
    /// Reads any object.
    public init(json: JSONValue) throws(DecodingFailure) {
        guard let object = json.object else { throw DecodingFailure(expected: "an object", found: json) }
        self = object
    }
    /// The object as a value.
    public var json: JSONValue { .object(self) }
}

extension String: JSONConvertible {
    /// Reads a string.
    public init(json: JSONValue) throws(DecodingFailure) {
        guard let string = json.string else { throw DecodingFailure(expected: "a string", found: json) }
        self = string
    }
    /// The string as a value.
    public var json: JSONValue { .string(self) }
}

extension Bool: JSONConvertible {
    /// Reads `true` or `false`.
    public init(json: JSONValue) throws(DecodingFailure) {
        guard let bool = json.bool else { throw DecodingFailure(expected: "true or false", found: json) }
        self = bool
    }
    /// The Boolean as a value.
    public var json: JSONValue { .bool(self) }
}

extension Int: JSONConvertible {
    /// Reads a whole number of at most 64 bits.
    public init(json: JSONValue) throws(DecodingFailure) {
        guard let integer = json.integer else { throw DecodingFailure(expected: "a whole number", found: json) }
        self = integer
    }
    /// The number as a value.
    public var json: JSONValue { .number(JSONNumber(self)) }
}

extension JSONNumber: JSONConvertible {
    /// Reads any number.
    public init(json: JSONValue) throws(DecodingFailure) {
        guard let number = json.number else { throw DecodingFailure(expected: "a number", found: json) }
        self = number
    }
    /// The number as a value.
    public var json: JSONValue { .number(self) }
}

extension RequestID: JSONConvertible {
    /// Reads a string or a whole number.
    public init(json: JSONValue) throws(DecodingFailure) {
        guard let id = RequestID(json) else {
            throw DecodingFailure(expected: "a string or a whole number", found: json)
        }
        self = id
    }
}

extension Array: JSONConvertible where Element: JSONConvertible {
    /// Reads an array of such values.
    public init(json: JSONValue) throws(DecodingFailure) {
        guard let elements = json.array else { throw DecodingFailure(expected: "an array", found: json) }
        self = []
        reserveCapacity(elements.count)
        for (position, element) in elements.enumerated() {
            do { append(try Element(json: element)) } catch { throw error.within(String(position)) }
        }
    }
    /// The array as a value.
    public var json: JSONValue { .array(map(\.json)) }
}

extension Dictionary: JSONConvertible where Key == String, Value: JSONConvertible {
    /// Reads an object all of whose members are such values.
    public init(json: JSONValue) throws(DecodingFailure) {
        guard let object = json.object else { throw DecodingFailure(expected: "an object", found: json) }
        self = [:]
        for member in object {
            do { self[member.key] = try Value(json: member.value) } catch { throw error.within(member.key) }
        }
    }
    /// The dictionary as an object, its keys sorted so that equal values are written alike.
    public var json: JSONValue {
        var object = JSONObject()
        for (key, value) in sorted(by: { $0.key < $1.key }) { object[key] = value.json }
        return .object(object)
    }
}

public import JSONRPC

/// Values by key in the order in which they were written, such as the fields of a form.
public struct OrderedMap<Value: JSONConvertible>: JSONConvertible {
    /// The keys in order.
    public private(set) var keys: [String] = []
    private var values: [String: Value] = [:]

    /// A map without values.
    public init() {}

    /// How many values there are.
    public var count: Int { keys.count }
    /// Whether there are none.
    public var isEmpty: Bool { keys.isEmpty }

    /// The value of `key`. Setting nil removes the value; a new key goes to the end.
    public subscript(key: String) -> Value? {
        get { values[key] }
        set {
            if let newValue {
                if values.updateValue(newValue, forKey: key) == nil { keys.append(key) }
            } else if values.removeValue(forKey: key) != nil {
                keys.removeAll { $0 == key }
            }
        }
    }

    /// Reads an object all of whose members are such values.
    public init(json: JSONValue) throws(DecodingFailure) {
        for member in try JSONObject(json: json) {
            do { self[member.key] = try Value(json: member.value) } catch { throw error.within(member.key) }
        }
    }

    /// The map as an object.
    public var json: JSONValue {
        var object = JSONObject()
        for (key, value) in self { object[key] = value.json }
        return .object(object)
    }
}

extension OrderedMap: Sequence {
    /// The keys with their values in order.
    public func makeIterator() -> some IteratorProtocol<(key: String, value: Value)> {
        keys.lazy.compactMap { key in values[key].map { (key: key, value: $0) } }.makeIterator()
    }
}

extension OrderedMap: Hashable {
    /// Whether both have the same keys with equal values; the order does not matter, as in JSON.
    public static func == (left: OrderedMap, right: OrderedMap) -> Bool { left.values == right.values }

    /// Hashes the values without regard to their order.
    public func hash(into hasher: inout Hasher) { hasher.combine(values) }
}

extension OrderedMap: ExpressibleByDictionaryLiteral {
    /// A map of these values; of a repeated key the last value stays.
    public init(dictionaryLiteral elements: (String, Value)...) {
        for (key, value) in elements { self[key] = value }
    }
}

import JSONRPC

/// A set of the types that `type` can name.
struct JSONTypes: OptionSet, Sendable {
    let rawValue: UInt8

    static let null = JSONTypes(rawValue: 1)
    static let boolean = JSONTypes(rawValue: 2)
    static let object = JSONTypes(rawValue: 4)
    static let array = JSONTypes(rawValue: 8)
    static let string = JSONTypes(rawValue: 16)
    /// Numbers without a fraction, however they are written.
    static let integer = JSONTypes(rawValue: 32)
    /// Numbers with a fraction; the type `number` is both.
    static let fraction = JSONTypes(rawValue: 64)
    static let all = JSONTypes(rawValue: 127)

    private static let named: [(name: String, types: JSONTypes, phrase: String)] = [
        ("string", .string, "a string"), ("number", [.integer, .fraction], "a number"),
        ("integer", .integer, "a whole number"), ("boolean", .boolean, "a Boolean"), ("object", .object, "an object"),
        ("array", .array, "an array"), ("null", .null, "null"),
    ]
}

extension JSONTypes {
    /// Compiles `type`.
    init(_ reader: KeywordReader) throws(JSONSchemaError) {
        guard let value = reader.assertion("type") else {
            self = .all
            return
        }
        self = []
        for name in value.array ?? [value] {
            guard let type = Self.named.first(where: { name == .string($0.name) }) else {
                throw reader.failure("type", expected: "one of the seven type names or an array of them", found: name)
            }
            formUnion(type.types)
        }
    }

    /// Whether `value` is of one of these types.
    @inline(__always)
    func includesType(of value: JSONValue) -> Bool {
        switch value {
        case .null: contains(.null)
        case .bool: contains(.boolean)
        case .object: contains(.object)
        case .array: contains(.array)
        case .string: contains(.string)
        case .number(let number): includesType(of: number)
        }
    }

    private func includesType(of number: JSONNumber) -> Bool {
        if contains(.fraction) { return true }
        return contains(.integer) && number.isSurelyWhole || contains(.integer) && number.isWhole
    }

    /// The types in words, such as `a string or null`.
    var phrase: String {
        var rest = self
        var words: [String] = []
        for (_, types, phrase) in Self.named where rest.isSuperset(of: types) {
            rest.subtract(types)
            words.append(phrase)
        }
        guard let last = words.popLast() else { return "nothing" }
        return words.isEmpty ? last : words.joined(separator: ", ") + " or " + last
    }
}

extension JSONNumber {
    /// Whether the number is written with digits only. Others can be whole too, but that takes longer to find out.
    var isSurelyWhole: Bool {
        let bytes = literal.utf8.span
        for offset in bytes.indices where bytes[offset] > UInt8(ascii: "9") || bytes[offset] == UInt8(ascii: ".") {
            return false
        }
        return true
    }
}

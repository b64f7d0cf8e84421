/// Names a request until it is answered: a string or a whole number, and `1` is never `"1"` (JSON-RPC 2.0 section 4).
public enum RequestID: Hashable, Sendable {
    /// A whole number.
    case integer(Int)
    /// A string.
    case string(String)

    /// Reads an id; nil for null, fractions, numbers beyond 64 bits and every other kind of value.
    public init?(_ json: JSONValue) {
        switch json {
        case .string(let text): self = .string(text)
        case .number(let number):
            guard let value = Int(number.literal) else { return nil }
            self = .integer(value)
        default: return nil
        }
    }

    /// The id as it is written in a message.
    public var json: JSONValue {
        switch self {
        case .integer(let value): .number(JSONNumber(value))
        case .string(let text): .string(text)
        }
    }
}

extension RequestID {
    /// Whether both are the same id; strings are compared scalar by scalar.
    public static func == (left: RequestID, right: RequestID) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): left == right
        case (.string(let left), .string(let right)): left.isIdentical(to: right)
        default: false
        }
    }
}

extension RequestID: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension RequestID: CustomStringConvertible {
    /// The id as JSON, so that `1` and `"1"` look different in a log.
    public var description: String { json.description }
}

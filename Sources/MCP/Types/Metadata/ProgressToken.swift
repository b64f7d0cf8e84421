public import JSONRPC

/// Names a request in its progress notifications: a string or a whole number, and `1` is never `"1"`.
///
/// It is chosen by the side that asks, and independent of the request's id.
public enum ProgressToken: JSONConvertible {
    /// A whole number.
    case integer(Int)
    /// A string.
    case string(String)

    /// Reads a string or a whole number.
    public init(json: JSONValue) throws(DecodingFailure) {
        switch try RequestID(json: json) {
        case .integer(let value): self = .integer(value)
        case .string(let text): self = .string(text)
        }
    }

    /// The token as a value.
    public var json: JSONValue {
        switch self {
        case .integer(let value): value.json
        case .string(let text): text.json
        }
    }
}

extension ProgressToken: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
}

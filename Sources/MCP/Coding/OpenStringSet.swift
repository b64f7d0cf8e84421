public import JSONRPC

/// A set of strings of which the protocol names some as static members; every other string is kept as it is.
public protocol OpenStringSet: JSONConvertible, RawRepresentable<String>, ExpressibleByStringLiteral,
    CustomStringConvertible
where StringLiteralType == String {
    /// Takes any string.
    init(rawValue: String)
}

extension OpenStringSet {
    /// Takes any string.
    public init(stringLiteral value: String) { self.init(rawValue: value) }
    /// Reads any string.
    public init(json: JSONValue) throws(DecodingFailure) { self.init(rawValue: try String(json: json)) }
    /// The string as a value.
    public var json: JSONValue { .string(rawValue) }
    /// The string itself.
    public var description: String { rawValue }
}

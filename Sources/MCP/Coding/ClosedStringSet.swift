public import JSONRPC

/// A set of strings that the protocol has fixed: every revision has the same ones, and another one is an error.
public protocol ClosedStringSet: JSONConvertible, RawRepresentable<String>, CaseIterable, CustomStringConvertible {}

extension ClosedStringSet {
    /// Reads one of the strings.
    public init(json: JSONValue) throws(DecodingFailure) {
        guard let text = json.string, let value = Self(rawValue: text) else {
            let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingFailure(expected: "one of \(names)", found: json)
        }
        self = value
    }
    /// The string as a value.
    public var json: JSONValue { .string(rawValue) }
    /// The string itself.
    public var description: String { rawValue }
}

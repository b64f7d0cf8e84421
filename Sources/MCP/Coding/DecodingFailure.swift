public import JSONRPC

/// Says which part of a value is not what the protocol asks for.
public struct DecodingFailure: Error, Hashable, Sendable {
    /// The place inside the value as a JSON Pointer (RFC 6901); empty for the value itself.
    public private(set) var pointer: String
    /// What should have stood there.
    public let expected: String
    /// The kind of value that was found instead, or `nothing`. Never its content, which may be secret.
    public let found: String

    /// Creates the failure of a whole value; see ``within(_:)``.
    public init(expected: String, found: JSONValue?) {
        pointer = ""
        self.expected = expected
        self.found = found?.kind ?? "nothing"
    }

    /// The same failure seen from the value that holds this one under `key`.
    public func within(_ key: String) -> DecodingFailure {
        var failure = self
        let escaped = key.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
            .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
        failure.pointer = "/" + escaped + pointer
        return failure
    }
}

extension DecodingFailure: CustomStringConvertible {
    /// One sentence for people, such as `/params/name: expected a string, found a number`.
    public var description: String {
        "\(pointer.isEmpty ? "value" : pointer): expected \(expected), found \(found)"
    }
}

extension JSONValue {
    /// What kind of value this is, in words.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a Boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

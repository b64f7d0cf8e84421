public import JSONRPC

/// An argument of a tool that callers over HTTP repeat in the field `Mcp-Param-<name>`, as `x-mcp-header` in the schema
/// of its input says (MCP 2026-07-28, Streamable HTTP: custom headers).
public struct MirroredArgument: Hashable, Sendable {
    /// The part of the field's name behind `Mcp-Param-`.
    public let name: String
    /// The keys that lead to the argument.
    public let path: [String]

    /// Describes an argument.
    public init(name: String, path: [String]) {
        self.name = name
        self.path = path
    }

    /// How deep schemas are looked into.
    private static let maximumDepth = 32

    /// The arguments that a schema marks.
    ///
    /// - Returns: those whose mark is valid, and the paths of those whose mark is not: not the name of a header field,
    ///   not unique without regard to case, or not on a string, an integer or a boolean that is reached by `properties`
    ///   alone.
    public static func all(in schema: JSONValue) -> (valid: [MirroredArgument], invalid: [[String]]) {
        var found: [(name: String?, path: [String], isScalar: Bool)] = []
        collect(schema, [], &found)
        let names = found.compactMap { $0.name?.lowercased() }
        var valid: [MirroredArgument] = []
        var invalid: [[String]] = []
        for mark in found {
            if let name = mark.name, mark.isScalar, isToken(name), names.count(where: { $0 == name.lowercased() }) == 1
            {
                valid.append(MirroredArgument(name: name, path: mark.path))
            } else {
                invalid.append(mark.path)
            }
        }
        return (valid, invalid)
    }

    private static func collect(
        _ schema: JSONValue, _ path: [String], _ found: inout [(name: String?, path: [String], isScalar: Bool)]
    ) {
        guard path.count < maximumDepth else { return }
        if let mark = schema["x-mcp-header"] {
            let isScalar = ["string", "integer", "boolean"].contains(schema["type"]?.string ?? "")
            found.append((mark.string, path, isScalar && !path.isEmpty))
        }
        for member in schema["properties"]?.object ?? [:] { collect(member.value, path + [member.key], &found) }
    }

    /// Whether text can be the name of a header field (RFC 9110, token).
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}

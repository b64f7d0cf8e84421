/// Where the elements of one array stand, so that each can be copied as it is.
public struct ArrayLayout: Sendable {
    /// The places of the elements in order.
    public let elements: [ByteRange]

    /// Scans one array.
    ///
    /// - Parameter place: where in `bytes` it stands; nil when `bytes` hold nothing else.
    /// - Throws: ``JSONSyntaxError`` with the offset at which it stops being an array of JSON values.
    public init(
        _ bytes: Span<UInt8>, at place: ByteRange? = nil, limits: JSONLimits = .standard
    ) throws(JSONSyntaxError) {
        let start = bytes.skipWhitespace(from: place?.start ?? 0)
        guard start < bytes.count else { throw bytes.unexpectedEnd("an array") }
        guard bytes[start] == Byte.openBracket else { throw bytes.unexpected(start, "'[' at the start of an array") }
        let (elements, end) = try Self.scan(bytes, from: start, depth: limits.maximumDepth)
        let rest = bytes.skipWhitespace(from: end)
        guard rest == place?.end ?? bytes.count || end == place?.end else {
            throw JSONSyntaxError(.trailingBytes, at: rest, expected: "nothing after the array")
        }
        self.elements = elements
    }

    private static func scan(
        _ bytes: Span<UInt8>, from start: Int, depth: Int
    ) throws(JSONSyntaxError) -> (elements: [ByteRange], end: Int) {
        var elements: [ByteRange] = []
        var offset = bytes.skipWhitespace(from: start + 1)
        if offset < bytes.count, bytes[offset] == Byte.closeBracket { return ([], offset + 1) }
        while true {
            let end = try bytes.scanValue(from: offset, depth: depth - 1)
            elements.append(ByteRange(offset, end))
            offset = bytes.skipWhitespace(from: end)
            guard offset < bytes.count else { throw bytes.unexpectedEnd("',' or ']' after an array element") }
            if bytes[offset] == Byte.closeBracket { return (elements, offset + 1) }
            guard bytes[offset] == Byte.comma else {
                throw bytes.unexpected(offset, "',' or ']' after an array element")
            }
            offset = bytes.skipWhitespace(from: offset + 1)
        }
    }
}

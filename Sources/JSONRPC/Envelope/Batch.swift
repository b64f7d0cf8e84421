extension EnvelopeScanner {
    /// Whether the first byte that is no white space opens an array: a batch, which only revision 2025-03-26 knows.
    public static func isBatch(_ bytes: Span<UInt8>) -> Bool {
        let start = bytes.skipWhitespace(from: 0)
        return start < bytes.count && bytes[start] == Byte.openBracket
    }

    /// Finds the elements of a batch, each of which is then scanned by itself.
    ///
    /// - Throws: ``JSONSyntaxError`` when the bytes are no array of JSON values or the array is empty.
    public func scanBatch(_ bytes: Span<UInt8>) throws(JSONSyntaxError) -> [ByteRange] {
        guard bytes.count <= limits.maximumBytes else {
            throw JSONSyntaxError(.tooLarge, at: limits.maximumBytes, expected: "at most that many bytes")
        }
        var elements: [ByteRange] = []
        var offset = bytes.skipWhitespace(from: 0)
        guard offset < bytes.count, bytes[offset] == Byte.openBracket else {
            throw bytes.unexpected(offset, "'[' at the start of a batch")
        }
        repeat {
            let start = bytes.skipWhitespace(from: offset + 1)
            let end = try bytes.scanValue(from: start, depth: limits.maximumDepth - 1)
            elements.append(ByteRange(start, end))
            offset = bytes.skipWhitespace(from: end)
            guard offset < bytes.count else { throw bytes.unexpectedEnd("',' or ']' after an array element") }
        } while bytes[offset] == Byte.comma
        guard bytes[offset] == Byte.closeBracket else {
            throw bytes.unexpected(offset, "',' or ']' after an array element")
        }
        let rest = bytes.skipWhitespace(from: offset + 1)
        guard rest == bytes.count else {
            throw JSONSyntaxError(.trailingBytes, at: rest, expected: "nothing after the batch")
        }
        return elements
    }
}

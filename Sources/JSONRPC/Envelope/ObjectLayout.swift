/// Where the members of one object stand, so that one can be read or replaced while all else is copied as it is.
///
/// The whole object is checked against the grammar. A layout holds offsets into exactly the bytes that were scanned.
public struct ObjectLayout: Sendable {
    /// One key and the places of both its sides.
    public struct Member: Sendable {
        /// The key, unescaped.
        public let key: String
        /// Where the key stands, quotes included.
        public let keyPlace: ByteRange
        /// Where the value stands, quotes and braces included.
        public let value: ByteRange
    }

    /// The members in order.
    public let members: [Member]

    /// Scans one object.
    ///
    /// - Parameter place: where in `bytes` it stands; nil when `bytes` hold nothing else.
    /// - Throws: ``JSONSyntaxError`` with the offset at which it stops being an object whose keys all differ.
    public init(
        _ bytes: Span<UInt8>, at place: ByteRange? = nil, limits: JSONLimits = .standard
    ) throws(JSONSyntaxError) {
        let start = bytes.skipWhitespace(from: place?.start ?? 0)
        guard start < bytes.count else { throw bytes.unexpectedEnd("an object") }
        guard bytes[start] == Byte.openBrace else { throw bytes.unexpected(start, "'{' at the start of an object") }
        let (members, end) = try Self.scan(bytes, from: start, depth: limits.maximumDepth)
        let rest = bytes.skipWhitespace(from: end)
        guard rest == place?.end ?? bytes.count || end == place?.end else {
            throw JSONSyntaxError(.trailingBytes, at: rest, expected: "nothing after the object")
        }
        guard Set(members.map { ExactString(text: $0.key) }).count == members.count else {
            throw JSONSyntaxError(.duplicateKey, at: start, expected: "an object whose keys all differ")
        }
        self.members = members
    }

    /// Where the value of `key` stands; nil when there is no such member.
    public subscript(key: String) -> ByteRange? {
        members.first { $0.key.isIdentical(to: key) }?.value
    }

    /// What to cut out so that the member `key` is gone and the rest is still an object; nil when there is none.
    public func removal(of key: String) -> ByteRange? {
        guard let position = members.firstIndex(where: { $0.key.isIdentical(to: key) }) else { return nil }
        let member = members[position]
        if position > 0 { return ByteRange(members[position - 1].value.end, member.value.end) }
        let end = members.count > 1 ? members[1].keyPlace.start : member.value.end
        return ByteRange(member.keyPlace.start, end)
    }

    private static func scan(
        _ bytes: Span<UInt8>, from start: Int, depth: Int
    ) throws(JSONSyntaxError) -> (members: [Member], end: Int) {
        var members: [Member] = []
        var offset = bytes.skipWhitespace(from: start + 1)
        if offset < bytes.count, bytes[offset] == Byte.closeBrace { return ([], offset + 1) }
        while true {
            let key = try bytes.scanKey(from: offset)
            let end = try bytes.scanValue(from: key.value, depth: depth - 1)
            let name = key.hasEscapes ? try bytes.unescapedText(key.bytes) : bytes.validatedText(key.bytes)
            let keyPlace = ByteRange(key.bytes.start - 1, key.bytes.end + 1)
            members.append(Member(key: name, keyPlace: keyPlace, value: ByteRange(key.value, end)))
            offset = bytes.skipWhitespace(from: end)
            guard offset < bytes.count else { throw bytes.unexpectedEnd("',' or '}' after an object member") }
            if bytes[offset] == Byte.closeBrace { return (members, offset + 1) }
            guard bytes[offset] == Byte.comma else {
                throw bytes.unexpected(offset, "',' or '}' after an object member")
            }
            offset = bytes.skipWhitespace(from: offset + 1)
        }
    }
}

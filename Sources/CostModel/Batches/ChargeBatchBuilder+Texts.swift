/// Text that is not UTF-8, or holds the character NUL, which databases cannot keep.
public struct TextEncodingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What to do.
    public var description: String { "the text is not UTF-8, or holds a NUL; save the file as UTF-8" }
}

extension ChargeBatchBuilder {
    /// The code of a text; 0 for an empty one. Throws ``TextEncodingError``.
    public mutating func code(of text: UnsafeBufferPointer<UInt8>) throws(TextEncodingError) -> UInt32 {
        guard !text.isEmpty else { return 0 }
        let known = UInt32(dictionary.count)
        let number = dictionary.number(of: text)
        guard number > known, !Self.isPlain(text) else { return number }
        dictionary.removeLast(text)
        throw TextEncodingError()
    }

    /// The code of a text; 0 for an empty one. A NUL is dropped.
    public mutating func code(of text: String) -> UInt32 {
        var text = text.utf8.contains(0) ? text.replacing("\0", with: "") : text
        return text.withUTF8 { $0.isEmpty ? 0 : dictionary.number(of: $0) }
    }

    /// The code of a text in which every quote is doubled, as CSV writes it. Throws ``TextEncodingError``.
    public mutating func code(ofDoubledQuotes text: UnsafeBufferPointer<UInt8>) throws(TextEncodingError) -> UInt32 {
        guard !text.isEmpty else { return 0 }
        let (place, known) = quoted.find(text)
        if let known { return known }
        let plain = Self.withSingleQuotes(text)
        let code = try plain.withUnsafeBufferPointer { bytes throws(TextEncodingError) -> UInt32 in
            try self.code(of: bytes)
        }
        quoted.set(code, at: place)
        return code
    }

    /// The code of the canonical form of tags written as `text`; 0 for none. With `isDoubled` every quote in it is
    /// doubled, as CSV writes it. Throws ``TagsError``.
    public mutating func code(
        ofTags text: UnsafeBufferPointer<UInt8>, isDoubled: Bool = false
    ) throws(TagsError) -> UInt32 {
        guard !text.isEmpty else { return 0 }
        let (place, known) = isDoubled ? doubledTags.find(text) : tags.find(text)
        if let known { return known }
        let read = try Tags(json: isDoubled ? Self.withSingleQuotes(text) : Array(text))
        let code = read.isEmpty ? 0 : code(of: read.json)
        if isDoubled { doubledTags.set(code, at: place) } else { tags.set(code, at: place) }
        return code
    }

    /// Whether the text can be kept. Nearly all are ASCII.
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.allSatisfy({ $0 &- 1 < 0x7F }) { return true }
        return !text.contains(0) && String(validating: text, as: UTF8.self) != nil
    }

    private static func withSingleQuotes(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var isSecond = false
        for byte in text {
            isSecond = byte == UInt8(ascii: "\"") && !isSecond
            if byte != UInt8(ascii: "\"") || isSecond { plain.append(byte) }
        }
        return plain
    }
}

public import NIOCore

/// Changes to the bytes of one message, collected in any order and made in a single copy.
///
/// It knows no more of the message than the places an ``Envelope`` tells: members are removed by the place of their
/// value, and put in front of all others, so nothing else of an object has to be looked at.
public struct MessageEdit: Sendable {
    private var splices: [Splice] = []

    /// Begins without any change.
    public init() {}

    /// Whether the message stays as it is.
    public var isEmpty: Bool { splices.isEmpty }

    /// Puts `replacement`, already JSON, in the place of a value.
    public mutating func replace(_ place: ByteRange, with replacement: ByteBuffer) {
        splices.append(Splice(place, with: replacement))
    }

    /// Changes which members an object has. To be called once for each object.
    ///
    /// - Parameters:
    ///   - object: where it stands, braces included.
    ///   - bytes: the message, which was scanned.
    ///   - removed: the places of the values of members to be left out; nil stands for one that is not there.
    ///   - added: members to be put in front, each as `"key":value`, separated by commas; nil or empty for none.
    public mutating func change(
        _ object: ByteRange, of bytes: Span<UInt8>, removing removed: [ByteRange?] = [], adding added: ByteBuffer? = nil
    ) {
        var leading: ByteRange?
        for value in removed.compactMap(\.self).sorted(by: { $0.start < $1.start }) {
            let key = bytes.keyStart(before: value)
            let separator = bytes.skipWhitespaceBackward(before: key)
            let isLeading = separator == object.start || (leading.map { bytes.follows(separator, $0) } ?? false)
            if isLeading {
                leading = ByteRange(leading?.start ?? key, value.end)
            } else {
                splices.append(Splice(ByteRange(separator, value.end), with: ByteBuffer()))
            }
        }
        let hasAddition = (added?.readableBytes ?? 0) > 0
        if let leading {
            let rest = bytes.skipWhitespace(from: leading.end)
            let goesOn = bytes[rest] == Byte.comma
            let end = goesOn && !hasAddition ? bytes.skipWhitespace(from: rest + 1) : leading.end
            splices.append(Splice(ByteRange(object.start + 1, end), with: added ?? ByteBuffer()))
        } else if hasAddition, var addition = added {
            let isEmpty = bytes[bytes.skipWhitespace(from: object.start + 1)] == Byte.closeBrace
            if !isEmpty { addition.writeInteger(Byte.comma) }
            splices.append(Splice(ByteRange(object.start + 1, object.start + 1), with: addition))
        }
    }

    /// The message with all changes made.
    public func applied(to message: ByteBuffer) -> ByteBuffer {
        guard !splices.isEmpty else { return message }
        var result = ByteBuffer()
        result.reserveCapacity(message.readableBytes + splices.reduce(0) { $0 + $1.replacement.readableBytes })
        result.write(message, splicing: splices.sorted { $0.range.start < $1.range.start })
        return result
    }
}

extension Span<UInt8> {
    /// Where the key of a member begins, told by its value. A key of the envelope holds no quote, however it is spelled.
    fileprivate func keyStart(before value: ByteRange) -> Int {
        let colon = skipWhitespaceBackward(before: value.start)
        var offset = skipWhitespaceBackward(before: colon) - 1
        while offset > 0, self[offset] != Byte.quote { offset -= 1 }
        return offset
    }

    /// The offset of the last byte before `end` that is no white space.
    fileprivate func skipWhitespaceBackward(before end: Int) -> Int {
        var offset = end - 1
        while offset > 0, self[offset] <= Byte.space { offset -= 1 }
        return offset
    }

    /// Whether nothing but white space stands between the end of `place` and `offset`.
    fileprivate func follows(_ offset: Int, _ place: ByteRange) -> Bool { skipWhitespace(from: place.end) == offset }
}

/// The last bytes of what a child has written to its standard error, in bounded memory.
public struct ErrorRing: Sendable {
    /// How many bytes are kept.
    public let capacity: Int
    /// How many bytes have been written in all.
    public private(set) var totalBytes = 0
    /// Grows up to the capacity; from then on `start` goes round in it.
    private var bytes: [UInt8] = []
    private var start = 0

    /// Creates a ring for the last `capacity` bytes, at least one; it takes up that much only once so much has come.
    public init(capacity: Int = 64 << 10) {
        self.capacity = max(1, capacity)
    }

    /// Adds what was read.
    public mutating func append(_ new: Span<UInt8>) {
        totalBytes += new.count
        let kept = new.extracting(last: capacity)
        for index in kept.indices {
            if bytes.count < capacity {
                bytes.append(kept[index])
            } else {
                bytes[start] = kept[index]
                start = start + 1 == capacity ? 0 : start + 1
            }
        }
    }

    /// The last lines, oldest first, at most so many.
    ///
    /// Invalid UTF-8 is replaced, and what would change a terminal or the order of text is made visible. The line that
    /// has not ended yet is one of them; `…` stands for the lost beginning of a line.
    public func lines(last count: Int) -> [String] {
        var text = (bytes[start...] + bytes[..<start])[...]
        if text.last == UInt8(ascii: "\n") { text.removeLast() }
        guard !text.isEmpty else { return [] }
        var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Self.visible)
        if totalBytes > bytes.count { lines[0] = "…" + lines[0] }
        return lines.suffix(max(0, count))
    }

    private static func visible(_ line: ArraySlice<UInt8>) -> String {
        let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        var visible = ""
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            visible += form(of: scalar)
        }
        return visible
    }

    private static func form(of scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        // Their pictures stand in Unicode in the same order.
        case 0x00...0x08, 0x0A...0x1F: Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? ""
        case 0x7F: "␡"
        // C1 controls, separators of lines, and what turns the direction of text.
        case 0x80...0x9F, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
            "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: String(scalar)
        }
    }
}

import JSONRPC
import MCP
public import NIOCore

/// A list as agents see it, written once and then only copied.
public struct ExposedList: Sendable {
    /// Which list it is.
    public let kind: ListKind
    /// The names, URIs or URI templates in order.
    public let names: [String]
    /// For how long and for whom it may be kept.
    public let freshness: Freshness
    private let positions: [ExactString: Int]
    private let modern: JoinedEntries
    /// The entries for older agents; nil where they are the same.
    private let legacy: JoinedEntries?

    init(_ kind: ListKind, _ entries: [ExposedEntry], freshness: Freshness) {
        self.kind = kind
        self.freshness = freshness
        names = entries.map(\.name)
        positions = Dictionary(names.enumerated().map { (ExactString(text: $1), $0) }) { first, _ in first }
        modern = JoinedEntries(entries.map(\.bytes))
        legacy =
            entries.contains { $0.legacyBytes != nil }
            ? JoinedEntries(entries.map { $0.legacyBytes ?? $0.bytes }) : nil
    }

    /// How many entries there are.
    public var count: Int { names.count }

    /// The entry of a name as it stands in the list; nil when there is none.
    public func entry(_ name: String) -> ByteBuffer? {
        position(of: name).map { modern[$0..<($0 + 1)] }
    }

    /// Where in the list a name stands; nil when it does not.
    func position(of name: String) -> Int? { positions[ExactString(text: name)] }

    /// The same list with only the entries that somebody may see.
    ///
    /// - Parameter isVisible: tells by the name under which an entry is offered.
    public func filtered(_ isVisible: (String) -> Bool) -> ExposedList {
        let visible = names.indices.filter { isVisible(names[$0]) }
        let entries = visible.map { position in
            ExposedEntry(
                name: names[position], bytes: modern[position..<(position + 1)],
                legacyBytes: legacy?[position..<(position + 1)])
        }
        return ExposedList(kind, entries, freshness: freshness.merged(with: Freshness(ttlMs: .max, scope: .private)))
    }

    /// The entries in a row, with commas between them and without brackets.
    func entries(_ range: Range<Int>, for version: ProtocolVersion) -> ByteBuffer {
        (version.hasAnyStructuredContent ? nil : legacy)?[range] ?? modern[range]
    }
}

extension ExposedEntry {
    fileprivate init(name: String, bytes: ByteBuffer, legacyBytes: ByteBuffer?) {
        self.name = name
        self.bytes = bytes
        self.legacyBytes = legacyBytes
    }
}

/// Entries written one behind the other with commas between them, so that any run of them is one piece of memory.
private struct JoinedEntries: Sendable {
    private let buffer: ByteBuffer
    /// The offset behind each entry.
    private let ends: [Int]

    init(_ entries: [ByteBuffer]) {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(entries.reduce(0) { $0 + $1.readableBytes + 1 })
        ends = entries.enumerated().map { position, entry in
            if position > 0 { buffer.writeInteger(UInt8(ascii: ",")) }
            buffer.writeImmutableBuffer(entry)
            return buffer.writerIndex
        }
        self.buffer = buffer
    }

    /// The entries at these positions, without being copied.
    subscript(range: Range<Int>) -> ByteBuffer {
        guard let last = range.last else { return ByteBuffer() }
        let start = range.lowerBound == 0 ? 0 : ends[range.lowerBound - 1] + 1
        return buffer.getSlice(at: start, length: ends[last] - start) ?? ByteBuffer()
    }
}

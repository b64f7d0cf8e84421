public import NIOCore

/// Takes an event stream apart, in whatever pieces it arrives (HTML, section 9.2.6).
///
/// Lines end with CR, LF or CRLF; a byte order mark at the beginning is skipped; an event that is not finished when the
/// stream ends does not count.
public struct ServerSentEventDecoder: Sendable {
    /// How large one event may be unless said otherwise: 16 MiB.
    public static let defaultLimit = 16 << 20

    /// An event was larger than `limit` bytes.
    public struct EventTooLarge: Error, Hashable, Sendable {
        /// How large an event may be.
        public let limit: Int
    }

    /// The last id that the stream has told, also without an event; empty when there was none.
    public private(set) var lastEventID = ""
    /// How long the server wants a client to wait before it connects again; nil when it has not said.
    public private(set) var retry: Duration?

    private let limit: Int
    private var line = ByteBuffer()
    private var type = ""
    private var data = ByteBuffer()
    private var hasData = false
    /// The id of the block that is being read; it counts when the block ends.
    private var id = ""
    private var skipsLineFeed = false
    private var isFirstLine = true

    /// Begins with a stream.
    ///
    /// - Parameter maximumEventBytes: how large an event, and each line, may be.
    public init(maximumEventBytes: Int = defaultLimit) {
        limit = maximumEventBytes
    }

    /// Takes in what has arrived.
    ///
    /// - Returns: the events that it completes.
    /// - Throws: ``EventTooLarge``; the stream cannot be read any further then.
    public mutating func decode(_ bytes: ByteBuffer) throws(EventTooLarge) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        var rest = bytes.readableBytesView
        if skipsLineFeed, let first = rest.first {
            skipsLineFeed = false
            if first == Self.lineFeed { rest = rest.dropFirst() }
        }
        while let end = rest.firstIndex(where: { $0 == Self.lineFeed || $0 == Self.carriageReturn }) {
            try append(rest[..<end])
            if let event = try finishLine() { events.append(event) }
            var next = rest.index(after: end)
            if rest[end] == Self.carriageReturn {
                if next == rest.endIndex { skipsLineFeed = true } else if rest[next] == Self.lineFeed { next += 1 }
            }
            rest = rest[next...]
        }
        try append(rest)
        return events
    }

    private mutating func append(_ part: ByteBufferView) throws(EventTooLarge) {
        guard line.readableBytes + part.count <= limit + Self.fieldAllowance else { throw EventTooLarge(limit: limit) }
        line.writeBytes(part)
    }

    /// Looks at the line that is complete.
    private mutating func finishLine() throws(EventTooLarge) -> ServerSentEvent? {
        defer { line.clear(minimumCapacity: 0) }
        if isFirstLine {
            isFirstLine = false
            if line.readableBytesView.starts(with: [0xEF, 0xBB, 0xBF]) { line.moveReaderIndex(forwardBy: 3) }
        }
        let bytes = line.readableBytesView
        guard !bytes.isEmpty else { return finishEvent() }
        // A line without a colon is a field without a value, and one that begins with a colon a comment.
        let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
        var value = bytes[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        try takeField(String(decoding: bytes[..<colon].prefix(16), as: UTF8.self), value)
        return nil
    }

    private mutating func takeField(_ name: String, _ value: ByteBufferView) throws(EventTooLarge) {
        switch name {
        case "data":
            guard data.readableBytes + value.count < limit else { throw EventTooLarge(limit: limit) }
            if hasData { data.writeInteger(Self.lineFeed) }
            hasData = true
            data.writeBytes(value)
        case "event": type = String(decoding: value, as: UTF8.self)
        case "id" where !value.contains(0): id = String(decoding: value, as: UTF8.self)
        case "retry":
            guard !value.isEmpty, value.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
                return
            }
            // A number that does not fit says nothing that could be obeyed.
            if let number = Int32(String(decoding: value, as: UTF8.self)) { retry = .milliseconds(number) }
        default: break
        }
    }

    /// An empty line: the block is complete. Without any data it is no event.
    private mutating func finishEvent() -> ServerSentEvent? {
        lastEventID = id
        defer { (type, data, hasData) = ("", ByteBuffer(), false) }
        guard hasData else { return nil }
        return ServerSentEvent(type: type.isEmpty ? "message" : type, data: data, lastEventID: id)
    }

    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    /// What the name of a field adds to its line.
    private static let fieldAllowance = 16
}

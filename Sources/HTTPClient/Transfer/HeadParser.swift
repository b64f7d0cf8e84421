/// Puts the head of an answer together from the lines that libcurl hands over, as a value.
struct HeadParser: Sendable {
    /// What a line has led to.
    enum Step: Hashable, Sendable {
        case unfinished
        case complete(HTTPResponseHead)
        case tooLarge
        case malformed
    }

    private let limit: Int
    private var bytes = 0
    private var head: HTTPResponseHead?
    private var isComplete = false

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes a line in, its end included.
    ///
    /// The head of an interim answer (1xx) is passed over, and so are trailers.
    mutating func receive(_ line: UnsafeRawBufferPointer) -> Step {
        bytes += line.count
        guard bytes <= limit else { return .tooLarge }
        guard !isComplete else { return .unfinished }
        let text = Self.trim(String(decoding: line, as: UTF8.self)[...])
        guard !text.isEmpty else { return finish() }
        if text.hasPrefix("HTTP/") {
            head = Self.statusLine(text)
            return head == nil ? .malformed : .unfinished
        }
        if let first = line.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
            head?.headers.continueLast(String(text))
            return .unfinished
        }
        // A line without a colon says nothing, and everybody passes it over.
        guard let colon = text.firstIndex(of: ":") else { return .unfinished }
        let value = Self.trim(text[text.index(after: colon)...])
        head?.headers.add(String(text[..<colon]), String(value))
        return .unfinished
    }

    private mutating func finish() -> Step {
        guard let head else { return .malformed }
        guard head.status >= 200 else {
            self.head = nil
            return .unfinished
        }
        isComplete = true
        return .complete(head)
    }

    private static func statusLine(_ text: Substring) -> HTTPResponseHead? {
        let parts = text.split(separator: " ", maxSplits: 2)
        guard parts.count >= 2, let status = Int(parts[1]), (100...999).contains(status) else { return nil }
        let version = HTTPVersion(rawValue: String(parts[0])) ?? .http11
        return HTTPResponseHead(status: status, version: version)
    }

    private static func trim(_ text: Substring) -> Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r\n" || $0 == "\r" || $0 == "\n" }
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text = text.dropLast() }
        return text
    }
}

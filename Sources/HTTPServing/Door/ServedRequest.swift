import NIOHTTP1

/// What is known of the request that a connection is serving. Lives on the event loop of its connection, which passes
/// it around with every step.
final class ServedRequest {
    let head: RequestHead
    let id: String
    let start: ContinuousClock.Instant
    /// Which exchange of the server it is.
    let exchange: Int
    /// The same as text.
    var key: String { String(exchange) }
    var caller: HTTPCaller?
    var verdict: RateLimiter.Verdict?
    var status = 0
    /// Whether it is for the MCP endpoint, which is served here.
    var isOwn = false
    var isStreaming = false
    var reply: ModernReply?
    var connection: (any EndpointConnection)?
    var session: LegacySession?
    /// What the answer carries besides.
    var fields = HTTPHeaders()

    init(_ head: RequestHead, exchange: Int) {
        self.head = head
        self.exchange = exchange
        start = .now
        id = Self.id(head, exchange)
    }

    /// The id that the client has given, if it is one that can be written into a log; else one of ours.
    private static func id(_ head: RequestHead, _ exchange: Int) -> String {
        guard let given = head[.requestID], (1...128).contains(given.utf8.count),
            given.utf8.allSatisfy({ isPlain($0) })
        else { return "\(ServerContext.mark)-\(exchange)" }
        return given
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
    }
}

import JSONRPC
import NIOCore
import NIOHTTP1

/// One stream of a session: that of a POST, or the one that a GET opens. Each message of the session is on exactly one.
///
/// What was sent is kept for a while, so that a client whose connection broke can go on where it was.
struct LegacyStream: Sendable {
    /// How many events, and how many bytes of them, are kept.
    static let (maximumEvents, maximumBytes) = (1_000, 1 << 20)
    /// How long a client should wait before it comes back.
    static let retryMilliseconds = 1_000

    let number: Int
    /// The requests whose answers are still due; nil for the stream of a GET, which has none.
    private(set) var open: Set<RequestID>?
    /// Where events go at the moment.
    private(set) var sink: ReplySink?
    private var isStreaming = false
    /// Whether several answers are due, which no single JSON object can be.
    private let isBatch: Bool
    private var events: [(number: Int, data: ByteBuffer)] = []
    private var keptBytes = 0
    private var lastEvent = 0
    /// Whether events carry ids, and a connection may end before the answer is there.
    let isResumable: Bool
    /// Whether clients know an event without data as a place to come back to (2025-11-25).
    let primes: Bool

    init(number: Int, open: Set<RequestID>?, sink: ReplySink?, isResumable: Bool, primes: Bool) {
        self.number = number
        self.open = open
        self.sink = sink
        self.isResumable = isResumable
        self.primes = primes
        isBatch = (open?.count ?? 0) > 1
    }

    /// Whether all that was due has been sent at once, with nothing that could have been lost.
    var isOver: Bool { open?.isEmpty == true && !isStreaming }

    /// Begins the stream of events, if that has not been done.
    mutating func begin() {
        guard let sink, !isStreaming else { return }
        isStreaming = true
        var actions: [ReplyAction] = [.begin(ReplyAction.eventFields)]
        if primes { actions.append(.event(id: id(lastEvent), retry: Self.retryMilliseconds, data: nil)) }
        sink.send(actions)
    }

    /// Sends a message, or keeps it until somebody comes for it.
    mutating func send(_ message: OutboundMessage) {
        let isLast = finish(message)
        if isLast, !isStreaming, !isBatch, let sink {
            sink.send([.answer(PlainAnswer(.ok, json: message.bytes))])
            self.sink = nil
            return
        }
        begin()
        lastEvent += 1
        keep(message.bytes)
        sink?.send([.event(id: id(lastEvent), retry: nil, data: message.bytes)] + (isLast ? [.end] : []))
        if isLast, sink != nil { sink = nil }
    }

    /// Notes the answer to a request.
    ///
    /// - Returns: whether it was the last that was due.
    private mutating func finish(_ message: OutboundMessage) -> Bool {
        guard message.kind.isAnswer, open != nil else { return false }
        if let id = message.kind.subject { open?.remove(id) } else { open?.removeAll() }
        return open?.isEmpty == true
    }

    private mutating func keep(_ data: ByteBuffer) {
        events.append((lastEvent, data))
        keptBytes += data.readableBytes
        while events.count > Self.maximumEvents || (keptBytes > Self.maximumBytes && events.count > 1) {
            keptBytes -= events.removeFirst().data.readableBytes
        }
    }

    private func id(_ event: Int) -> String? { isResumable ? "\(number)-\(event)" : nil }

    /// The connection is gone; what comes now is kept.
    mutating func detach(_ exchange: Int? = nil) {
        if let exchange, sink?.exchange != exchange { return }
        sink = nil
    }

    /// The connection is ended although more is to come, so that the client comes back for it.
    mutating func hangUp() {
        sink?.send([.end])
        sink = nil
    }

    /// Somebody comes back for what was sent behind an event.
    mutating func resume(after event: Int, _ sink: ReplySink) {
        self.sink?.send([.end])
        self.sink = sink
        isStreaming = true
        var actions: [ReplyAction] = [.begin(ReplyAction.eventFields)]
        for kept in events where kept.number > event {
            actions.append(.event(id: id(kept.number), retry: nil, data: kept.data))
        }
        if primes, actions.count == 1 { actions.append(.event(id: id(event), retry: nil, data: nil)) }
        let isDone = open?.isEmpty == true
        sink.send(actions + (isDone ? [.end] : []))
        if isDone { self.sink = nil }
    }
}

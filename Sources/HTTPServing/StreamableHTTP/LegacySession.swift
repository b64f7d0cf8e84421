import JSONRPC
import Locking
import MCP
import NIOCore

/// A session of the handshake era over HTTP: one connection at the endpoint, many requests.
///
/// Told of messages by the endpoint's thread and of requests by those of the connections; hence the lock. Nothing in
/// it waits.
final class LegacySession: Sendable {
    private struct State {
        var connection: (any EndpointConnection)?
        var streams: [Int: LegacyStream] = [:]
        /// The stream of each request that has not been answered.
        var owners: [RequestID: Int] = [:]
        var lastStream = 0
        /// The stream of a GET; created with the first message that needs it.
        var standalone: Int?
        var version: ProtocolVersion?
        var isClosed = false
        var lastUse: Duration
    }

    /// How many streams whose answers nobody has fetched are kept.
    private static let maximumStreams = 64

    let id: String
    let caller: HTTPCaller
    private let state: Locked<State>

    init(id: String, caller: HTTPCaller, at now: Duration) {
        self.id = id
        self.caller = caller
        state = Locked(State(lastUse: now))
    }

    /// Gives it its connection.
    func attach(_ connection: any EndpointConnection) {
        state.withLock { $0.connection = connection }
    }

    /// The revision that was agreed; nil before that.
    var version: ProtocolVersion? { state.withLock(\.version) }

    /// A POST with requests: their answers, and what belongs to them, go to `sink`.
    func post(_ messages: [ByteBuffer], requests: Set<RequestID>, to sink: ReplySink, at now: Duration) {
        let connection = state.withLock { state in
            state.lastUse = now
            let number = addStream(&state, open: requests, sink)
            for request in requests { state.owners[request] = number }
            return state.connection
        }
        for message in messages { connection?.receive(message) }
    }

    /// A POST with nothing that is answered.
    func post(_ messages: [ByteBuffer], at now: Duration) {
        let connection = state.withLock { state in
            state.lastUse = now
            return state.connection
        }
        for message in messages { connection?.receive(message) }
    }

    /// A GET: what belongs to no request goes to `sink`. One that comes later takes the place of the one before.
    func listen(_ sink: ReplySink, at now: Duration) {
        state.withLock { state in
            state.lastUse = now
            let number = standalone(&state)
            let last = state.streams[number]?.sink == nil ? 0 : Int.max
            state.streams[number]?.resume(after: last, sink)
        }
    }

    /// A GET that goes on where an earlier connection broke.
    ///
    /// - Parameter event: the `Last-Event-ID`.
    /// - Returns: whether there is such a stream.
    func resume(_ event: String, _ sink: ReplySink, at now: Duration) -> Bool {
        let parts = event.split(separator: "-")
        guard parts.count == 2, let number = Int(parts[0]), let last = Int(parts[1]) else { return false }
        return state.withLock { state in
            guard state.streams[number] != nil else { return false }
            state.lastUse = now
            state.streams[number]?.resume(after: last, sink)
            return true
        }
    }

    /// The connection of an exchange is gone. That gives nothing up: the client may come back.
    func detach(_ exchange: Int, at now: Duration) {
        state.withLock { state in
            state.lastUse = now
            for number in state.streams.keys { state.streams[number]?.detach(exchange) }
        }
    }

    /// A message for the client.
    func deliver(_ message: OutboundMessage) {
        state.withLock { state in
            guard !state.isClosed else { return }
            note(message, &state)
            let number = message.kind.subject.flatMap { state.owners[$0] } ?? fallback(message, &state)
            state.streams[number]?.send(message)
            guard message.kind.isAnswer else { return }
            if let id = message.kind.subject { state.owners[id] = nil }
            removeIfOver(&state, number)
        }
    }

    /// Begins the streams of events of requests that take long, so that the client can come back if its connection
    /// breaks.
    func prolong(_ exchange: Int) {
        state.withLock { state in
            for number in state.streams.keys where state.streams[number]?.sink?.exchange == exchange {
                guard state.streams[number]?.primes == true else { continue }
                state.streams[number]?.begin()
            }
        }
    }

    /// Whether nobody has used it since `time` and nobody listens.
    func isIdle(since time: Duration) -> Bool {
        state.withLock { state in
            state.isClosed || (state.lastUse < time && state.streams.values.allSatisfy { $0.sink == nil })
        }
    }

    /// Ends it: whatever it waits for is given up.
    func close() {
        let connection = state.withLock { state in
            state.isClosed = true
            for number in state.streams.keys { state.streams[number]?.hangUp() }
            state.streams = [:]
            defer { state.connection = nil }
            return state.connection
        }
        connection?.close()
    }

    private func addStream(_ state: inout State, open: Set<RequestID>?, _ sink: ReplySink?) -> Int {
        state.lastStream += 1
        let isResumable = state.version != nil
        let primes = state.version.map { $0 >= .v2025_11_25 } ?? false
        state.streams[state.lastStream] = LegacyStream(
            number: state.lastStream, open: open, sink: sink, isResumable: isResumable, primes: primes)
        forgetOldest(&state)
        return state.lastStream
    }

    private func standalone(_ state: inout State) -> Int {
        if let number = state.standalone { return number }
        let number = addStream(&state, open: nil, nil)
        state.standalone = number
        return number
    }

    /// Where a message goes whose request is not known: to the stream of a GET. An error for something without an id
    /// answers the POST that it came in.
    private func fallback(_ message: OutboundMessage, _ state: inout State) -> Int {
        let waiting = state.streams.values.filter { $0.open?.isEmpty == false }.map(\.number)
        if message.kind.isAnswer, let last = waiting.max() { return last }
        return standalone(&state)
    }

    private func forgetOldest(_ state: inout State) {
        guard state.streams.count > Self.maximumStreams else { return }
        let unread = state.streams.values.filter { $0.sink == nil && $0.open?.isEmpty == true }.map(\.number)
        if let oldest = unread.min() { state.streams[oldest] = nil }
    }

    private func removeIfOver(_ state: inout State, _ number: Int) {
        guard state.streams[number]?.isOver == true else { return }
        state.streams[number] = nil
    }

    /// Learns the revision from the answer to `initialize`.
    private func note(_ message: OutboundMessage, _ state: inout State) {
        guard state.version == nil, case .result = message.kind,
            let version = (try? JSONValue(parsing: message.bytes.readableBytesUInt8Span))?["result"]?["protocolVersion"]
        else { return }
        state.version = version.string.map(ProtocolVersion.init(rawValue:))
    }
}

import JSONRPC
import MCP
import NIOCore

/// What comes from children. All of it is data: nothing a child says makes the hub do more than pass it on.
extension RoutingCore {
    /// A line has come from a child.
    mutating func childSent(_ line: ByteBuffer, from id: ConnectionID, at now: Duration) {
        self.now = now
        guard connections[id]?.isEnding == false else { return }
        let envelope: Envelope
        do { envelope = try scanner.scan(line) } catch { return noteNoise(line, id) }
        switch envelope.kind {
        case .result, .failure: receiveAnswer(line, envelope, from: id)
        case .notification: receiveNotification(line, envelope, from: id)
        case .request: receiveQuestion(line, envelope, from: id)
        }
    }

    /// A line has come from a child that was too long to be kept.
    ///
    /// - Parameter start: how it began, which mostly tells whose answer it was.
    mutating func childSentOversized(_ start: ByteBuffer, limit: Int, from id: ConnectionID, at now: Duration) {
        self.now = now
        guard let connection = connections[id], !connection.isEnding else { return }
        noteNoise(ByteBuffer(string: "a line longer than \(limit) bytes"), id)
        let reason = "sent a message longer than \(limit) bytes, which is the hub's limit"
        let open = servers[connection.server]?.lanes[connection.lane]?.open ?? []
        if let number = Self.leadingID(of: start) {
            guard case .deliver(let request) = connections[id]?.requests.finish(number) else { return }
            guard case .call(let call) = request else {
                return settle(request, .failure(.internalError("The server \(reason)")), nil, id)
            }
            abandon(call, reason: reason, .toolError)
        } else if open.count == 1, let only = open.first, let call = calls[only] {
            // With a single call under way there is no doubt either.
            cancelAtChild(call, reason: "The answer is longer than \(limit) bytes")
            abandon(only, reason: reason, .toolError)
        }
    }

    /// The id of a message of which only the beginning is there: the member `id`, if it stands before everything long.
    private static func leadingID(of start: ByteBuffer) -> RequestID? {
        let text = String(buffer: start)
        guard let match = text.prefixMatch(of: #/\s*\{\s*(?:"jsonrpc"\s*:\s*"2.0"\s*,\s*)?"id"\s*:\s*(\d{1,18})\s*,/#)
        else {
            return nil
        }
        return Int(match.1).map(RequestID.integer)
    }

    /// Servers print all sorts of things to standard output: it is counted and otherwise ignored.
    private mutating func noteNoise(_ line: ByteBuffer, _ id: ConnectionID) {
        failRequestAnswered(by: line, id)
        connections[id]?.noiseCount += 1
        guard connections[id]?.firstNoise == nil else { return }
        let start = line.readableBytesView.prefix(200).map { (0x20..<0x7F).contains($0) ? $0 : UInt8(ascii: ".") }
        connections[id]?.firstNoise = String(decoding: start, as: UTF8.self)
    }

    /// An answer that breaks the rules of the envelope is still one: its caller must not wait for another.
    private mutating func failRequestAnswered(by line: ByteBuffer, _ id: ConnectionID) {
        guard line.readableBytesView.first == UInt8(ascii: "{"), let json = try? JSONValue(parsing: line),
            json["method"] == nil, let number = json["id"].flatMap(RequestID.init),
            case .deliver(let request) = connections[id]?.requests.finish(number)
        else { return }
        let error = RPCError.internalError("The server's answer is no JSON-RPC 2.0 message")
        settle(request, .failure(error), nil, id)
    }

    private mutating func receiveAnswer(_ line: ByteBuffer, _ envelope: Envelope, from id: ConnectionID) {
        let bytes = line.readableBytesUInt8Span
        guard let number = envelope.id(in: bytes), let arrival = connections[id]?.requests.finish(number) else {
            return
        }
        guard case .deliver(let request) = arrival else {
            if case .late = arrival, case .integer(let call) = number { connections[id]?.givenUp.answered(call) }
            return
        }
        if case .call(let call) = request { return finish(call, line, envelope, from: id) }
        if envelope.kind == .failure { return settle(request, .failure(Self.error(line, envelope)), nil, id) }
        let object = (try? envelope.value(.result, in: bytes))?.object
        let result: Result<JSONObject, RPCError> =
            object.map(Result.success) ?? .failure(.internalError("The server's answer cannot be read"))
        settle(request, result, line.slice(envelope[.result]), id)
    }

    private mutating func settle(
        _ request: ChildConnection.Request, _ answer: Result<JSONObject, RPCError>, _ bytes: ByteBuffer?,
        _ id: ConnectionID
    ) {
        switch request {
        case .call(let call): abandon(call, reason: "answered with something that is no message", .serverEnded)
        case .discover: discovered(answer, id)
        case .initialize: initialized(answer, id)
        case .list(let kind):
            listed(kind, answer.map { $0.isEmpty ? ByteBuffer(string: "{}") : bytes ?? ByteBuffer() }, id)
        case .listen: connections[id]?.subscription = nil
        case .other: break
        }
    }

    /// The error that a failure holds.
    static func error(_ line: ByteBuffer, _ envelope: Envelope) -> RPCError {
        let bytes = line.readableBytesUInt8Span
        guard let json = try? envelope.value(.error, in: bytes), let error = try? RPCError(json: json) else {
            return .internalError("The server's error cannot be read")
        }
        return error
    }

    private mutating func receiveNotification(_ line: ByteBuffer, _ envelope: Envelope, from id: ConnectionID) {
        let bytes = line.readableBytesUInt8Span
        switch envelope.string(.method, in: bytes) {
        case ProgressNotificationParams.method: passProgress(line, envelope, from: id)
        case LoggingMessageNotificationParams.method: passLog(line, envelope, from: id)
        case ToolListChangedNotificationParams.method, PromptListChangedNotificationParams.method,
            ResourceListChangedNotificationParams.method:
            noteListChange(id)
        case ResourceUpdatedNotificationParams.method:
            if let uri = envelope.string(.uri, in: bytes) { announceUpdate(of: uri, from: id) }
        case CancelledNotificationParams.method:
            if let question = envelope.requestID(.requestID, in: bytes) { withdraw(question, from: id) }
        case ElicitationCompleteNotificationParams.method: completeElicitation(line, envelope, from: id)
        default: break
        }
    }
}

import JSONRPC
import MCP
import NIOCore

/// What children tell in the middle of a call.
extension RoutingCore {
    /// Passes progress on to the agent whose call it is, under the agent's own token.
    mutating func passProgress(_ line: ByteBuffer, _ envelope: Envelope, from id: ConnectionID) {
        let bytes = line.readableBytesUInt8Span
        guard case .integer(let number) = envelope.requestID(.paramsProgressToken, in: bytes),
            case .call(let callID) = connections[id]?.requests[number], let caller = calls[callID]?.caller,
            let token = caller.progressToken, let place = envelope[.paramsProgressToken]
        else { return }
        let params = ((try? envelope.value(.params, in: bytes)) ?? nil)?.object
        guard case .number(let written) = params?["progress"], let value = Double(written.literal) else { return }
        if let last = calls[callID]?.progress, value <= last { return }
        calls[callID]?.progress = value
        restartClock(of: callID)
        var edit = MessageEdit()
        edit.replace(place, with: token)
        effects.append(.sendToAgent(caller.agent, edit.applied(to: line), .notification(caller.requestID)))
    }

    /// Passes a log message on to the agent whose call it is about, if that is certain and the agent wants it.
    mutating func passLog(_ line: ByteBuffer, _ envelope: Envelope, from id: ConnectionID) {
        guard let connection = connections[id] else { return }
        let params = ((try? envelope.value(.params, in: line.readableBytesUInt8Span)) ?? nil)?.object
        guard let level = (params?["level"]?.string).flatMap(LoggingLevel.init(rawValue:)) else { return }
        guard let caller = logged(by: connection) else { return keepLog(params, level, connection.server) }
        if caller.isModern {
            guard let wanted = caller.logLevel, level >= wanted else { return }
        } else if let wanted = agents[caller.agent]?.logLevel, level < wanted {
            return
        }
        effects.append(.sendToAgent(caller.agent, line, .notification(caller.requestID)))
    }

    /// Whose call a log message is about, if that is certain. A child of the modern era logs only about calls that want
    /// it; should it do otherwise, the message stays with the principal whose calls these are.
    private func logged(by connection: ChildConnection) -> Caller? {
        let open = (servers[connection.server]?.lanes[connection.lane]?.open ?? []).sorted().compactMap { calls[$0] }
        guard let first = open.first, !connection.givenUp.mayBeMeant(insteadOf: first.principal) else { return nil }
        let isOneSession = open.allSatisfy { call in
            call.caller.map { !$0.isModern && $0.agent == first.caller?.agent } ?? false
        }
        if open.count == 1 || isOneSession { return first.caller }
        guard connection.greeting?.version.era == .modern, open.allSatisfy({ $0.principal == first.principal }) else {
            return nil
        }
        let wanting = open.compactMap(\.caller).filter { $0.logLevel != nil }
        return wanting.count == 1 ? wanting[0] : nil
    }

    /// What belongs to no call goes to the log of the hub, if it is serious.
    private mutating func keepLog(_ params: JSONObject?, _ level: LoggingLevel, _ server: String) {
        guard level >= .warning, let data = params?["data"] else { return }
        effects.append(.note(server: server, "\(level.rawValue): \(data.description.prefix(500))"))
    }
}

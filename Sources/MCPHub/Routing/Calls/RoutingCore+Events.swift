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
        let open = (servers[connection.server]?.lanes[connection.lane]?.open ?? []).sorted()
        let callers = open.map { calls[$0]?.caller }
        guard let caller = callers.first ?? nil,
            !connection.givenUp.mayBeMeant(insteadOf: open.first.flatMap { calls[$0]?.principal } ?? ""),
            open.count == 1 || callers.allSatisfy({ $0?.agent == caller.agent && $0?.isModern == false })
        else { return keepLog(params, level, connection.server) }
        if caller.isModern {
            guard let wanted = caller.logLevel, level >= wanted else { return }
        } else if let wanted = agents[caller.agent]?.logLevel, level < wanted {
            return
        }
        effects.append(.sendToAgent(caller.agent, line, .notification(caller.requestID)))
    }

    /// What belongs to no call goes to the log of the hub, if it is serious.
    private mutating func keepLog(_ params: JSONObject?, _ level: LoggingLevel, _ server: String) {
        guard level >= .warning, let data = params?["data"] else { return }
        effects.append(.note(server: server, "\(level.rawValue): \(data.description.prefix(500))"))
    }
}

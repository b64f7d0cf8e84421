import JSONRPC
import MCP
import NIOCore

/// The hub's own tools.
extension RoutingCore {
    /// Begins a call of a tool of the hub itself.
    mutating func beginOwn(_ call: Call, _ request: AgentRequest) throws(RPCError) {
        guard let tool = HubTool(rawValue: call.subject) else { return }
        var call = call
        call.state = .own
        calls[call.id] = call
        effects.append(.runOwnTool(call.id, tool, arguments: request.slice(.arguments)))
    }

    /// A tool of the hub itself has its result.
    mutating func ownToolFinished(_ id: CallID, _ result: JSONObject, at now: Duration) {
        self.now = now
        guard let call = calls[id], let caller = call.caller else { return }
        let outcome: CallRecord.Outcome = result["isError"] == true ? .toolError : .complete
        close(id, with: OutgoingMessage.result(caller.requestID, shaped(result, for: caller)), outcome)
    }

    /// `hub_call_tool`: the call that is described by the arguments takes the place of the one that was made.
    mutating func callByName(_ request: AgentRequest) throws(RPCError) {
        let arguments = request.slice(.arguments) ?? ByteBuffer(string: "{}")
        let described: HubToolCallArguments
        do { described = try HubToolCallArguments(arguments.readableBytesUInt8Span) } catch {
            let caller = try caller(of: request)
            let result = shaped(.toolFailure("mcphub: \(error)"), for: caller)
            return effects.append(
                .sendToAgent(request.agent, OutgoingMessage.result(request.id, result), .answer(request.id)))
        }
        guard HubTool(rawValue: described.name) != .callTool else {
            throw .invalidParams("hub_call_tool does not call itself")
        }
        var edit = MessageEdit()
        if let place = request.envelope[.name] { edit.replace(place, with: JSONValue.string(described.name).buffer) }
        let inner = described.argumentsPlace.flatMap { arguments.slice($0) } ?? ByteBuffer(string: "{}")
        if let place = request.envelope[.arguments] { edit.replace(place, with: inner) }
        let line = edit.applied(to: request.line)
        guard let envelope = try? scanner.scan(line) else { throw .invalidParams("The arguments cannot be read") }
        let call = AgentRequest(
            agent: request.agent, id: request.id, line: line, envelope: envelope, version: request.version,
            capabilities: request.capabilities)
        try begin(call, .callTool)
    }
}

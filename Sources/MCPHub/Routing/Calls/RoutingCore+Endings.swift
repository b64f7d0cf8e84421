import JSONRPC
import MCP
import NIOCore

/// The ends of calls. Every call has exactly one.
extension RoutingCore {
    /// A child has answered a call.
    mutating func finish(_ id: CallID, _ line: ByteBuffer, _ envelope: Envelope, from connection: ConnectionID) {
        guard let call = calls[id] else { return }
        leaveLane(id)
        guard call.caller != nil else {
            // Its agent has questions to answer, and finds this when it comes back.
            withdrawQuestions(of: id)
            calls[id]?.answer = (ScannedMessage(line, envelope), connection)
            calls[id]?.state = .answered
            return
        }
        deliver(id, line, envelope, from: connection)
    }

    /// Passes the answer of a child on to the agent.
    mutating func deliver(_ id: CallID, _ line: ByteBuffer, _ envelope: Envelope, from connection: ConnectionID) {
        guard let call = calls[id], let caller = call.caller else { return }
        if envelope.kind == .failure { return fail(id, exposed(Self.error(line, envelope), of: call)) }
        let bytes = line.readableBytesUInt8Span
        if envelope.holds("input_required", at: .resultType, in: bytes) {
            return askedBack(id, line, envelope)
        }
        guard envelope[.resultType] == nil || envelope.holds("complete", at: .resultType, in: bytes) else {
            return fail(id, .internalError("The server's result is of a type that was not asked for"))
        }
        guard line.readableBytes <= configuration.settings.limits.resultBytes else {
            let limit = configuration.settings.limits.resultBytes
            return abandon(
                id, reason: "answered with \(line.readableBytes) bytes; the limit of the hub is \(limit)", .toolError)
        }
        do { try pass(line, envelope, of: call, to: caller, from: connection) } catch {
            fail(id, .internalError("The server's result cannot be read: \(error)"))
        }
    }

    /// Passes a result on that is whole and of a type that the agent expects.
    private mutating func pass(
        _ line: ByteBuffer, _ envelope: Envelope, of call: Call, to caller: Caller, from connection: ConnectionID
    ) throws(JSONSyntaxError) {
        let isModern = connections[connection]?.isModern ?? false
        let rewrite = ResultRewrite(
            caller: caller, method: call.method, childIsModern: isModern, hub: hubInfo, line: line, envelope: envelope,
            uris: try uriEdit(for: call, line, envelope))
        let message = rewrite.message()
        // A tool that could not ask, and failed: the agent is told in a way that its program understands too.
        if rewrite.isToolError, let lacking = call.lacking, caller.isModern {
            return fail(
                call.id,
                .missingRequiredClientCapability(lacking, message: "it cannot be asked, and the tool has failed"))
        }
        let outcome: CallRecord.Outcome = rewrite.isToolError ? .toolError : .complete
        close(call.id, with: message, outcome)
    }

    /// Ends a call with an error of the child.
    mutating func fail(_ id: CallID, _ error: RPCError) {
        guard let call = calls[id], let caller = call.caller else { return }
        if error.urlElicitationRequired != nil, call.method.mayAskBack, caller.isModern {
            return askToVisit(id, error)
        }
        if caller.version.hasElicitationIDs, let visits = error.urlElicitationRequired?.elicitations,
            case .open(let connection, _) = call.state
        {
            for visit in visits { connections[connection]?.remember(visit.elicitationId, of: caller.agent) }
        }
        let translation = ErrorTranslation(error, call: call, caller: caller)
        switch translation {
        case .error(let error):
            close(id, with: error, .error(error.code))
        case .toolFailure(let text):
            close(
                id, with: OutgoingMessage.result(caller.requestID, shaped(.toolFailure(text), for: caller)), .toolError)
        }
    }

    /// Ends a call because of its child, or of the hub: says which and why.
    mutating func abandon(_ id: CallID, reason: String, _ outcome: CallRecord.Outcome) {
        guard let call = calls[id] else { return }
        leaveLane(id)
        withdrawQuestions(of: id)
        guard let caller = call.caller else { return drop(id, outcome) }
        let text = call.route.map { "mcphub: server '\($0.child)' \(reason)" } ?? "mcphub: \(reason)"
        if call.method == .callTool {
            var result = shaped(.toolFailure(text), for: caller)
            if caller.isModern { result.mark(HubFailure(outcome)) }
            return close(id, with: OutgoingMessage.result(caller.requestID, result), outcome)
        }
        close(id, with: HubFailure(outcome).error(text), outcome)
    }

    /// All calls of a lane end, because its process has.
    mutating func failCalls(_ key: String, _ lane: LaneKey, _ reason: String) {
        let open = servers[key]?.lanes[lane]?.open.sorted() ?? []
        let waiting = servers[key]?.lanes[lane]?.waiting ?? []
        servers[key]?.lanes[lane]?.waiting = []
        // A start that fails fails those who waited for it; a process that ends does not, for nothing was lost.
        let wasStarting = servers[key]?.lanes[lane]?.startDeadline != nil
        servers[key]?.lanes[lane]?.startDeadline = nil
        let isOver = servers[key]?.lanes[lane]?.life.isOver ?? true
        for id in open { abandon(id, reason: "\(reason) during the call. The call was not repeated", .serverEnded) }
        for id in waiting where isOver || wasStarting {
            abandon(id, reason: "is not running: it \(reason)", .serverEnded)
        }
        let left = waiting.filter { calls[$0] != nil }
        servers[key]?.lanes[lane]?.waiting = left
        if !left.isEmpty, servers[key]?.lanes[lane]?.life.state == .dormant { change(key, lane, .needed) }
    }

    /// Gives up a call whose agent does not want its answer any more.
    mutating func cancel(_ id: CallID, reason: String) {
        guard let call = calls[id] else { return }
        withdrawQuestions(of: id)
        cancelAtChild(call, reason: reason)
        drop(id, .cancelled)
    }

    /// Tells the child to stop, if it has the call. Its late answer will be dropped.
    mutating func cancelAtChild(_ call: Call, reason: String) {
        guard case .open(let connection, let number) = call.state else { return }
        guard connections[connection]?.requests.cancel(number) != nil else { return }
        effects.append(.sendToChild(connection, OutgoingMessage.cancellation(of: .integer(number), reason: reason)))
        connections[connection]?.givenUp.add(number, of: call.principal)
    }

    /// Answers the agent and forgets the call.
    mutating func close(_ id: CallID, with message: ByteBuffer, _ outcome: CallRecord.Outcome) {
        guard let caller = calls[id]?.caller else { return drop(id, outcome) }
        effects.append(.sendToAgent(caller.agent, message, .answer(caller.requestID)))
        drop(id, outcome, resultBytes: message.readableBytes)
    }

    /// Answers the agent with an error and forgets the call.
    private mutating func close(_ id: CallID, with error: RPCError, _ outcome: CallRecord.Outcome) {
        guard let caller = calls[id]?.caller else { return drop(id, outcome) }
        let message = OutgoingMessage.failure(caller.requestID, error)
        effects.append(.sendToAgent(caller.agent, message, .failure(caller.requestID, error)))
        drop(id, outcome, resultBytes: message.readableBytes)
    }

    /// Forgets a call.
    private mutating func drop(_ id: CallID, _ outcome: CallRecord.Outcome, resultBytes: Int = 0) {
        leaveLane(id)
        withdrawQuestions(of: id)
        guard let call = calls.removeValue(forKey: id) else { return }
        if let caller = call.caller { agents[caller.agent]?.requests[caller.requestID] = nil }
        if let key = call.route?.child, call.state == .waiting || !call.heldAnswers.isEmpty {
            servers[key]?.lanes[call.lane]?.waiting.removeAll { $0 == id }
        }
        record(call, outcome, resultBytes)
    }

    /// Writes down how a call, or one round of it, has ended.
    mutating func record(_ call: Call, _ outcome: CallRecord.Outcome, _ resultBytes: Int) {
        guard recordsCalls || configuration.settings.audit != nil else { return }
        effects.append(
            .record(
                CallRecord(
                    principal: call.principal, method: call.method.rawValue, subject: call.subject,
                    server: call.route?.child, duration: now - call.startedAt, outcome: outcome,
                    requestBytes: call.line.readableBytes, resultBytes: resultBytes,
                    arguments: call.line.slice(call.envelope[.arguments]))))
    }

    /// The process of a call has one less; the next that waits can be sent.
    private mutating func leaveLane(_ id: CallID) {
        guard let call = calls[id], let key = call.route?.child,
            servers[key]?.lanes[call.lane]?.open.remove(id) != nil
        else { return }
        if !call.heldAnswers.isEmpty {
            calls[id]?.heldAnswers = []
            servers[key]?.lanes[call.lane]?.waiting.removeAll { $0 == id }
        }
        if servers[key]?.lanes[call.lane]?.waiting.isEmpty == false { sendWaiting(key, call.lane) }
        noteIdle(key, call.lane)
    }

    /// A result of the hub's own, as the agent's revision writes it.
    func shaped(_ result: JSONObject, for caller: Caller) -> JSONObject {
        guard caller.isModern else { return result }
        var result = result
        result["resultType"] = .string(ResultType.complete.rawValue)
        result["_meta"] = ResultMeta(serverInfo: identity).json
        return result
    }
}

import JSONRPC
import MCP
import NIOCore

/// A modern agent and a child of the handshake era: the call is held open at the child while the agent, who gets its
/// questions as a result, finds the answers and comes back.
extension RoutingCore {
    /// Gives the agent the questions that have come so far.
    mutating func presentQuestions(of id: CallID) {
        calls[id]?.askTime = nil
        guard let call = calls[id], let caller = call.caller, !call.questions.isEmpty else { return }
        let parked = calls.values.count { $0.park != nil && $0.principal == call.principal }
        guard parked < configuration.settings.limits.parkedCallsPerPrincipal else {
            withdrawQuestions(of: id)
            cancelAtChild(call, reason: "Too many calls wait for answers already")
            let reason = "asked something, but \(parked) calls wait for answers already, which is as many as may"
            return abandon(id, reason: reason, .error(HubFailure.busy.rawValue))
        }
        var requests = JSONObject()
        for question in call.questions {
            questions[question]?.isPresented = true
            guard let question = questions[question] else { continue }
            requests[question.key] = question.request.withoutElicitationID.json
        }
        let nonce = nextNumber()
        let expiry = now + configuration.settings.limits.parkedCallLifetime
        let state = SealedState(
            kind: .parked(call: id.number, nonce: nonce), principal: call.principal,
            request: RequestDigest.of(call.line, call.envelope), expiry: expiry)
        calls[id]?.park = Call.Park(nonce: nonce, expiry: expiry)
        calls[id]?.deadline = nil
        calls[id]?.caller = nil
        calls[id]?.round += 1
        wake(at: expiry)
        agents[caller.agent]?.requests[caller.requestID] = nil
        let message = OutgoingMessage.result(caller.requestID, inputRequired(requests, stateSeal.seal(state)))
        effects.append(.sendToAgent(caller.agent, message, .answer(caller.requestID)))
        record(call, .inputRequired, message.readableBytes)
        // While people think, the child is free for somebody else.
        if let key = call.route?.child { sendWaiting(key, call.lane) }
    }

    /// The result that asks.
    func inputRequired(_ requests: JSONObject, _ state: String) -> JSONObject {
        [
            "resultType": .string(ResultType.inputRequired.rawValue), "inputRequests": .object(requests),
            "requestState": .string(state), "_meta": ResultMeta(serverInfo: identity).json,
        ]
    }

    /// The agent comes back with answers, or without.
    mutating func resume(_ request: AgentRequest, _ method: RoutedMethod) throws(RPCError) {
        guard let text = request.string(.paramsRequestState), let state = stateSeal.open(text) else {
            throw .invalidParams(
                "This request state was not made by this hub, or was changed. Send the request without it")
        }
        guard state.principal == agents[request.agent]?.principal,
            state.request == RequestDigest.of(request.line, request.envelope)
        else { throw .invalidParams("This request state was made for another request. Send the request without it") }
        guard state.expiry > now else {
            throw .invalidParams("This request state has expired. Send the request without it")
        }
        let answers = try self.answers(of: request)
        switch state.kind {
        case .parked(let call, let nonce): try resume(CallID(number: call), nonce, request, answers)
        case .child(let nonce, let childState):
            try spend(nonce, until: state.expiry)
            try beginAgain(request, method, nonce, childState: JSONValue.string(childState).buffer)
        case .visit(let nonce):
            try spend(nonce, until: state.expiry)
            try visited(request, method, nonce, answers)
        }
    }

    /// Begins a call with a state that has been used up, which it is not if the call cannot begin.
    private mutating func beginAgain(
        _ request: AgentRequest, _ method: RoutedMethod, _ nonce: Int, childState: ByteBuffer? = nil
    ) throws(RPCError) {
        var request = request
        request.hasSpentState = true
        do { try beginAnew(request, method, childState: childState) } catch {
            spentStates[nonce] = nil
            throw error
        }
    }

    private func answers(of request: AgentRequest) throws(RPCError) -> JSONObject {
        guard request.envelope[.inputResponses] != nil else { return [:] }
        guard
            let value = (try? request.envelope.value(.inputResponses, in: request.line.readableBytesUInt8Span)) ?? nil,
            let object = value.object
        else { throw .invalidParams("params.inputResponses is no object that can be read") }
        for member in object.members where member.value.object == nil {
            throw .invalidParams("params.inputResponses.\(member.key) is no object")
        }
        return object
    }

    private mutating func resume(
        _ id: CallID, _ nonce: Int, _ request: AgentRequest, _ answers: JSONObject
    ) throws(RPCError) {
        guard let call = calls[id], call.park?.nonce == nonce else {
            throw .invalidParams(
                "This request state was used before, or the server it was for has ended. Send the request without it")
        }
        let caller = try caller(of: request)
        calls[id]?.park = nil
        calls[id]?.caller = caller
        calls[id]?.capabilities = request.capabilities
        agents[request.agent]?.requests[request.id] = .call(id)
        if let (message, connection) = call.answer {
            return deliver(id, message.line, message.envelope, from: connection)
        }
        updateLogLevels()
        for question in call.questions {
            guard let open = questions[question], open.isPresented, let answer = answers[open.key]?.object,
                open.request.accepts(answer)
            else { continue }
            calls[id]?.heldAnswers.append((question, answer))
        }
        guard let key = call.route?.child, let resumed = calls[id] else { return }
        guard !resumed.heldAnswers.isEmpty else { return deliverAnswers(of: id) }
        restartClock(of: id)
        // With an answer the child goes on, and may ask again: one call at a time, as with new ones.
        if hasRoom(for: resumed, key) { return deliverAnswers(of: id) }
        standAhead(id, of: key, call.lane)
    }

    /// Lets a call wait with the answers that have come for it. It holds a place at the child already, so it stands
    /// before calls that still wait for one: they would be in its way, and it in theirs.
    private mutating func standAhead(_ id: CallID, of key: String, _ lane: LaneKey) {
        let waiting = servers[key]?.lanes[lane]?.waiting ?? []
        let place = waiting.firstIndex { calls[$0]?.state == .waiting } ?? waiting.endIndex
        servers[key]?.lanes[lane]?.waiting.insert(id, at: place)
    }

    /// Gives the child the answers that have come for a call, and asks the agent for those that have not.
    mutating func deliverAnswers(of id: CallID) {
        for (question, answer) in calls[id]?.heldAnswers ?? [] {
            guard case .request(let connection, let childID) = questions[question]?.source else { continue }
            forget(question)
            effects.append(.sendToChild(connection, OutgoingMessage.result(childID, answer)))
        }
        calls[id]?.heldAnswers = []
        withdrawUnanswerable(of: id)
        guard calls[id]?.questions.isEmpty == true else { return presentQuestions(of: id) }
        restartClock(of: id)
    }

    /// The agent that has come back need not be able to do what the one before it could.
    private mutating func withdrawUnanswerable(of id: CallID) {
        for question in calls[id]?.questions ?? [] {
            guard let request = questions[question]?.request else { continue }
            let required = ClientCapabilities.required(for: request)
            guard calls[id]?.capabilities.declared.satisfies(required) == false else { continue }
            calls[id]?.lacking = required
            answerUnasked(question)
        }
    }

    /// The agent has not come back in time: the child is told that nobody answers, and to stop.
    mutating func expire(_ id: CallID) {
        guard let call = calls[id] else { return }
        withdrawQuestions(of: id)
        cancelAtChild(call, reason: "Nobody has answered the server's question in time")
        abandon(id, reason: "asked something that nobody answered in time", .timedOut)
    }

    /// The child, in an error, wants the user to visit pages before it is called again (only 2025-11-25).
    mutating func askToVisit(_ id: CallID, _ error: RPCError) {
        guard let call = calls[id], let caller = call.caller, let required = error.urlElicitationRequired else {
            return
        }
        let needed = ClientCapabilities(elicitation: ElicitationCapability(url: [:]))
        guard call.capabilities.declared.satisfies(needed) else {
            calls[id]?.lacking = needed
            let translated = RPCError.missingRequiredClientCapability(needed, message: error.message)
            return close(id, with: OutgoingMessage.failure(caller.requestID, translated), .error(translated.code))
        }
        var requests = JSONObject()
        for (position, elicitation) in required.elicitations.enumerated() {
            requests["question-\(position + 1)"] = InputRequest.elicitation(.url(elicitation)).withoutElicitationID.json
        }
        let state = SealedState(
            kind: .visit(nonce: nextNumber()), principal: call.principal,
            request: RequestDigest.of(call.line, call.envelope),
            expiry: now + configuration.settings.limits.parkedCallLifetime)
        let result = inputRequired(requests, stateSeal.seal(state))
        close(id, with: OutgoingMessage.result(caller.requestID, result), .inputRequired)
    }

    /// Uses up a state.
    private mutating func spend(_ nonce: Int, until expiry: Duration) throws(RPCError) {
        guard spentStates[nonce] == nil else {
            throw .invalidParams("This request state was used before. Send the request without it")
        }
        spentStates[nonce] = expiry
        wake(at: expiry)
    }

    /// The user has been to the pages, or has not wanted to.
    private mutating func visited(
        _ request: AgentRequest, _ method: RoutedMethod, _ nonce: Int, _ answers: JSONObject
    ) throws(RPCError) {
        let actions = answers.members.map { $0.value["action"]?.string }
        if let refusal = actions.first(where: { $0 != ElicitAction.accept.rawValue }) {
            let text = "The user did not visit the page that the server asked for: \(refusal ?? "no answer")"
            guard method == .callTool else { throw .invalidRequest(text) }
            let result = shaped(.toolFailure(text), for: try caller(of: request))
            return answer(request, result)
        }
        try beginAgain(request, method, nonce)
    }
}

/// What a request asks for, in a form by which a second request can be told to ask for the same.
enum RequestDigest {
    /// The digest of method and parameters, without what changes from one round to the next.
    static func of(_ line: ByteBuffer, _ envelope: Envelope) -> String {
        let bytes = line.readableBytesUInt8Span
        var params = ((try? envelope.value(.params, in: bytes)) ?? nil)?.object ?? [:]
        for key in ["_meta", "inputResponses", "requestState"] { params[key] = nil }
        let method = envelope.string(.method, in: bytes) ?? ""
        return Digests.named(CanonicalJSON.bytes([.string(method), .object(params)]))
    }
}

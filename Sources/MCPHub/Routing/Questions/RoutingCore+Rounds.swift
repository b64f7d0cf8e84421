import JSONRPC
import MCP
import NIOCore

/// A modern child that asks back: a modern agent gets its questions as they are, an agent of the handshake era is
/// asked by requests, and the child is called again with the answers.
extension RoutingCore {
    /// How often a child may ask an agent of the handshake era in one call.
    static let maximumRounds = 10

    /// A modern child has answered with questions.
    mutating func askedBack(_ id: CallID, _ line: ByteBuffer, _ envelope: Envelope) {
        guard let call = calls[id], let caller = call.caller else { return }
        let bytes = line.readableBytesUInt8Span
        guard call.method.mayAskBack, let object = ((try? envelope.value(.result, in: bytes)) ?? nil)?.object,
            let result = try? InputRequiredResult(object)
        else { return fail(id, .internalError("The server asks for something in a way that makes no sense")) }
        var lacking = ClientCapabilities()
        for request in result.inputRequests?.map(\.value) ?? [] {
            let required = ClientCapabilities.required(for: request)
            if !call.capabilities.declared.satisfies(required) { lacking = required }
        }
        guard lacking == ClientCapabilities() else {
            return fail(id, .missingRequiredClientCapability(lacking))
        }
        if caller.isModern { passQuestions(id, call, caller, result) } else { ask(id, caller, result) }
    }

    /// The state of the child travels inside one of the hub, so that it comes back to the same child, from the same
    /// principal, for the same request.
    private mutating func passQuestions(
        _ id: CallID, _ call: Call, _ caller: Caller, _ result: InputRequiredResult
    ) {
        var result = result
        if let state = result.requestState {
            let sealed = SealedState(
                kind: .child(nonce: nextNumber(), state: state), principal: call.principal,
                request: RequestDigest.of(call.line, call.envelope),
                expiry: now + configuration.settings.limits.parkedCallLifetime)
            result.requestState = stateSeal.seal(sealed)
        }
        var meta = result.meta ?? ResultMeta()
        meta.serverInfo = identity
        result.meta = meta
        close(id, with: OutgoingMessage.result(caller.requestID, result.object), .inputRequired)
    }

    private mutating func ask(_ id: CallID, _ caller: Caller, _ result: InputRequiredResult) {
        let round = (calls[id]?.round ?? 0) + 1
        guard round <= Self.maximumRounds else {
            return abandon(id, reason: "asked back \(round) times without coming to an end", .toolError)
        }
        calls[id]?.round = round
        calls[id]?.state = .asking
        calls[id]?.answers = [:]
        calls[id]?.childAnswers = nil
        calls[id]?.childState = result.requestState.map { JSONValue.string($0).buffer }
        let requests = result.inputRequests?.map { ($0.key, $0.value) } ?? []
        guard !requests.isEmpty else {
            // There is nothing to ask, only to try again: later and later.
            let delay = min(Duration.milliseconds(20 * (1 << min(round, 8))), .seconds(1))
            calls[id]?.retryTime = now + delay
            calls[id]?.deadline = nil
            return wake(at: now + delay)
        }
        let patience = now + configuration.settings.limits.parkedCallLifetime
        calls[id]?.deadline = patience
        wake(at: patience)
        let asked = requests.map { ($0.1, addQuestion($0.1, .inputRequest(key: $0.0), to: id)) }
        for (request, question) in asked { send(request, question, to: caller) }
    }

    private mutating func send(_ request: InputRequest, _ question: QuestionID, to caller: Caller) {
        guard questions[question] != nil, let number = beginQuestion(question, to: caller.agent) else { return }
        var object = request.json.object ?? [:]
        var params = object["params"]?.object ?? [:]
        if params["mode"] == "url", caller.version.hasElicitationIDs, params["elicitationId"] == nil {
            params["elicitationId"] = .string("mcphub-\(question.number)")
        }
        object["params"] = .object(params)
        let method = object["method"]?.string ?? ""
        let message = OutgoingMessage.request(number, method, params)
        effects.append(.sendToAgent(caller.agent, message, .request(about: caller.requestID)))
    }

    /// The agent does not answer a question of this round.
    mutating func refused(_ id: QuestionID, key: String, _ reason: String) {
        guard let question = questions[id] else { return }
        if question.isElicitation { return answered(id, key: key, Question.cancelled) }
        forget(id)
        abandon(question.call, reason: "asked something that the client did not answer: \(reason)", .toolError)
    }

    /// A question of this round is answered.
    mutating func answered(_ id: QuestionID, key: String, _ answer: JSONObject) {
        guard let question = questions[id] else { return }
        forget(id)
        guard calls[question.call] != nil else { return }
        calls[question.call]?.answers[key] = .object(answer)
        guard let call = calls[question.call], call.questions.isEmpty, call.state == .asking else { return }
        calls[question.call]?.childAnswers = JSONValue.object(call.answers).buffer
        sendNextRound(of: question.call)
    }

    /// Calls the child again, with all answers of the round.
    mutating func sendNextRound(of id: CallID) {
        calls[id]?.retryTime = nil
        calls[id]?.deadline = nil
        calls[id]?.state = .waiting
        dispatch(id)
    }
}

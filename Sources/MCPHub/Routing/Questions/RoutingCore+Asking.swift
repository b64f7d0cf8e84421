import JSONRPC
import MCP
import NIOCore

/// Questions of children of the handshake era: whom they are for, and how they get there.
extension RoutingCore {
    /// How long to wait for more questions of the same call before a modern agent is asked.
    static let askDelay = Duration.milliseconds(3)

    /// A child sends a request.
    mutating func receiveQuestion(_ line: ByteBuffer, _ envelope: Envelope, from connection: ConnectionID) {
        let bytes = line.readableBytesUInt8Span
        guard let id = envelope.id(in: bytes), let method = envelope.string(.method, in: bytes) else { return }
        if method == PingRequestParams.method {
            return effects.append(.sendToChild(connection, OutgoingMessage.result(id, [:])))
        }
        do throws(RPCError) {
            let request = try question(method, line, envelope)
            let call = try owner(of: request, at: connection)
            try ask(request, line, envelope, source: .request(connection, id), call)
        } catch {
            effects.append(.sendToChild(connection, OutgoingMessage.failure(id, error)))
        }
    }

    private func question(
        _ method: String, _ line: ByteBuffer, _ envelope: Envelope
    ) throws(RPCError) -> InputRequest {
        let known = [ElicitRequestParams.method, CreateMessageRequestParams.method, ListRootsRequestParams.method]
        guard known.contains(method) else { throw .methodNotFound(method) }
        do {
            let params = try envelope.value(.params, in: line.readableBytesUInt8Span)
            var object: JSONObject = ["method": .string(method)]
            object["params"] = params
            return try InputRequest(json: .object(object))
        } catch {
            throw .invalidParams("The parameters of \(method) cannot be read: \(error)")
        }
    }

    /// The call that a question belongs to. Nothing in the message says it, so there must be no doubt: with one call
    /// that runs it is that one, and with several of one agent that shakes hands the agent is certain, which is all
    /// that counts there. Calls that wait for an answer do not ask, as far as anybody can tell; they count all the same
    /// when they are somebody else's, because a guess could show one user's question to another.
    private mutating func owner(
        of request: InputRequest, at id: ConnectionID
    ) throws(RPCError) -> CallID {
        guard let connection = connections[id], connection.isModern == false else {
            throw .methodNotFound("a request of a server, which this era does not have")
        }
        servers[connection.server]?.asksQuestions = true
        let open = (servers[connection.server]?.lanes[connection.lane]?.open ?? []).sorted()
        let running = open.filter { calls[$0]?.isRunning == true }
        guard let newest = running.last ?? open.last else {
            throw .internalError("No call is under way that this could belong to, so there is nobody to ask")
        }
        guard !connection.givenUp.mayBeMeant(insteadOf: calls[newest]?.principal ?? "") else {
            throw .internalError("This could belong to a call that was cancelled, so there is nobody to ask")
        }
        let candidates = running.isEmpty ? open : running
        let callers = candidates.map { calls[$0]?.caller }
        let isSameAgent = callers.allSatisfy { $0?.isModern == false && $0?.agent == callers[0]?.agent }
        let isSamePrincipal = open.allSatisfy { calls[$0]?.principal == calls[newest]?.principal }
        guard candidates.count == 1 || isSameAgent, isSamePrincipal else {
            throw .internalError("Several calls are under way, and nothing tells which one this belongs to")
        }
        return newest
    }

    /// Puts a question to the agent of a call, in the way of the agent's era.
    private mutating func ask(
        _ request: InputRequest, _ line: ByteBuffer, _ envelope: Envelope, source: Question.Source, _ id: CallID
    ) throws(RPCError) {
        guard let call = calls[id] else { return }
        guard call.method.mayAskBack || call.caller?.isModern == false else {
            throw .internalError("A client is not asked anything in the middle of \(call.method.rawValue)")
        }
        let required = ClientCapabilities.required(for: request)
        guard call.capabilities.declared.satisfies(required) else {
            calls[id]?.lacking = required
            throw RPCError(
                code: RPCError.methodNotFoundCode, message: "The client behind the hub cannot be asked this")
        }
        let question = addQuestion(request, source, to: id)
        guard let caller = call.caller, !caller.isModern else {
            // A modern agent is asked with a result; one that is already being asked, with the next.
            guard call.caller != nil else { return }
            calls[id]?.askTime = now + Self.askDelay
            return wake(at: now + Self.askDelay)
        }
        guard let number = beginQuestion(question, to: caller.agent) else { return }
        if case .request(let connection, _) = source {
            connections[connection]?.remember(request.elicitationID, of: caller.agent)
        }
        var edit = MessageEdit()
        if let place = envelope[.id] { edit.replace(place, with: ByteBuffer(string: String(number))) }
        effects.append(.sendToAgent(caller.agent, edit.applied(to: line), .request(about: caller.requestID)))
    }

    /// Takes note of a question.
    mutating func addQuestion(_ request: InputRequest, _ source: Question.Source, to call: CallID) -> QuestionID {
        let id = QuestionID(number: nextNumber())
        let count = (calls[call]?.questionCount ?? 0) + 1
        calls[call]?.questionCount = count
        calls[call]?.questions.append(id)
        var newest: Int?
        if case .open(_, let number)? = calls[call]?.state { newest = number }
        questions[id] = Question(
            id: id, call: call, source: source, newestCall: newest, request: request, key: "question-\(count)")
        return id
    }

    /// Opens a request to an agent of the handshake era.
    mutating func beginQuestion(_ id: QuestionID, to agent: AgentID) -> Int? {
        guard let number = try? agents[agent]?.questions.begin(id) else {
            answerUnasked(id)
            return nil
        }
        questions[id]?.asked = (agent, number)
        return number
    }

    /// An agent of the handshake era answers.
    mutating func receiveAnswer(_ line: ByteBuffer, _ envelope: Envelope, from agent: AgentID) {
        guard let number = envelope.id(in: line.readableBytesUInt8Span),
            case .deliver(let id) = agents[agent]?.questions.finish(number), let question = questions[id]
        else { return }
        switch question.source {
        case .request(let connection, let childID):
            forget(id)
            var edit = MessageEdit()
            var written = ByteBuffer()
            written.write(childID)
            if let place = envelope[.id] { edit.replace(place, with: written) }
            effects.append(.sendToChild(connection, edit.applied(to: line)))
            restartClock(of: question.call)
        case .inputRequest(let key):
            if envelope.kind == .failure { return refused(id, key: key, Self.error(line, envelope).message) }
            let result = ((try? envelope.value(.result, in: line.readableBytesUInt8Span)) ?? nil)?.object
            if let result { answered(id, key: key, result) } else { refused(id, key: key, "the answer cannot be read") }
        }
    }

    /// An agent answers with something that is no answer.
    mutating func receiveUnreadableAnswer(_ number: RequestID, from agent: AgentID) {
        guard case .deliver(let id) = agents[agent]?.questions.finish(number), let question = questions[id] else {
            return
        }
        guard case .inputRequest(let key) = question.source else { return answerUnasked(id) }
        refused(id, key: key, "the answer cannot be read")
    }

    /// Answers a question that nobody will answer: an elicitation as cancelled, anything else with an error.
    mutating func answerUnasked(_ id: QuestionID) {
        guard let question = questions[id] else { return }
        forget(id)
        switch question.source {
        case .request(let connection, let childID):
            guard connections[connection]?.isEnding == false else { return }
            let message =
                question.isElicitation
                ? OutgoingMessage.result(childID, Question.cancelled)
                : OutgoingMessage.failure(childID, .internalError("Nobody answers: the call was given up"))
            effects.append(.sendToChild(connection, message))
        // A modern child is not waiting: it is called again, or it is not.
        case .inputRequest: break
        }
    }

    /// The child takes a question back.
    mutating func withdraw(_ childID: RequestID, from connection: ConnectionID) {
        for (id, question) in questions {
            guard case .request(connection, childID) = question.source else { continue }
            tellWithdrawn(question)
            return forget(id)
        }
    }

    /// The questions of a call are not open any more, because the call is not.
    mutating func withdrawQuestions(of call: CallID) {
        for id in calls[call]?.questions ?? [] {
            guard let question = questions[id], !handOn(question) else { continue }
            tellWithdrawn(question)
            // Who asks inside a result waits for no answer.
            if case .inputRequest = question.source { forget(id) } else { answerUnasked(id) }
        }
    }

    /// Lets a question that an agent is being asked live on with another of its calls that ran at the same process when
    /// it was asked: nothing has told which of them it belongs to, so the end of one is no reason to take it back.
    ///
    /// - Returns: whether there is such a call.
    private mutating func handOn(_ question: Question) -> Bool {
        guard let agent = question.asked?.agent, case .request(let connection, _) = question.source,
            let newest = question.newestCall, let child = connections[connection], !child.isEnding
        else { return false }
        let open = servers[child.server]?.lanes[child.lane]?.open.sorted() ?? []
        let heir = open.last { id in
            guard id != question.call, let call = calls[id], call.isRunning, let caller = call.caller,
                case .open(connection, let number) = call.state, number <= newest
            else { return false }
            return caller.agent == agent && !caller.isModern
        }
        guard let heir else { return false }
        calls[question.call]?.questions.removeAll { $0 == question.id }
        calls[heir]?.questions.append(question.id)
        questions[question.id]?.call = heir
        return true
    }

    private mutating func tellWithdrawn(_ question: Question) {
        guard let (agent, number) = question.asked, agents[agent]?.questions.cancel(number) != nil else { return }
        let about = calls[question.call]?.caller?.requestID
        let message = OutgoingMessage.cancellation(of: .integer(number))
        effects.append(.sendToAgent(agent, message, .notification(about)))
    }

    /// A question is settled.
    mutating func forget(_ id: QuestionID) {
        guard let question = questions.removeValue(forKey: id) else { return }
        calls[question.call]?.questions.removeAll { $0 == id }
    }

    /// The user has done what a page asked for. A modern agent is not told; its question is answered by that.
    mutating func completeElicitation(_ line: ByteBuffer, _ envelope: Envelope, from connection: ConnectionID) {
        let params = (try? envelope.value(.params, in: line.readableBytesUInt8Span))?.object
        guard let elicitation = params?["elicitationId"]?.string else { return }
        for id in questions.keys.sorted() {
            guard let question = questions[id], question.request.elicitationID == elicitation,
                case .request(connection, let childID) = question.source, question.asked == nil
            else { continue }
            forget(id)
            return effects.append(.sendToChild(connection, OutgoingMessage.result(childID, ["action": "accept"])))
        }
        guard let agent = connections[connection]?.endElicitation(elicitation), agents[agent] != nil else { return }
        effects.append(.sendToAgent(agent, line, .notification(nil)))
    }
}

extension Question.Source {
    fileprivate static func ~= (pattern: (ConnectionID, RequestID), value: Question.Source) -> Bool {
        guard case .request(let connection, let id) = value else { return false }
        return connection == pattern.0 && id == pattern.1
    }
}

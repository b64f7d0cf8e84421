import JSONRPC
import MCP
import NIOCore

/// What comes from agents.
extension RoutingCore {
    /// An agent is there.
    mutating func agentConnected(_ id: AgentID, _ identity: AgentIdentity, at now: Duration) {
        self.now = now
        agents[id] = AgentSession(id: id, identity: identity)
    }

    /// An agent is gone: nobody is there to answer any more.
    mutating func agentDisconnected(_ id: AgentID, at now: Duration) {
        self.now = now
        guard let session = agents.removeValue(forKey: id) else { return }
        let calls = session.orderedRequests.compactMap { if case .call(let call) = $0.request { call } else { nil } }
        // None of them may wait any more: one that runs makes room for the next when it ends.
        for call in calls { leaveLine(call) }
        for call in calls { cancel(call, reason: "The agent is gone") }
        for (_, subscription) in session.orderedSubscriptions { end(subscription, of: session.principal) }
        for route in session.subscribedURIs.values.sorted() { unwatch(route, for: session.principal) }
        if session.logLevel != nil { updateLogLevels() }
    }

    /// A line has come from an agent.
    mutating func agentSent(_ line: ByteBuffer, from id: AgentID, at now: Duration) {
        self.now = now
        guard agents[id] != nil else { return }
        if EnvelopeScanner.isBatch(line.readableBytesUInt8Span) { return receiveBatch(line, from: id) }
        let envelope: Envelope
        do { envelope = try scanner.scan(line) } catch { return refuse(line, from: id, error) }
        switch envelope.kind {
        case .request: receive(line, envelope, from: id)
        case .notification: receiveNotification(line, envelope, from: id)
        case .result, .failure: receiveAnswer(line, envelope, from: id)
        }
    }

    /// A line has come from an agent that was too long to be kept.
    mutating func agentSentOversized(limit: Int, from id: AgentID, at now: Duration) {
        self.now = now
        guard agents[id] != nil else { return }
        let error = RPCError.invalidRequest("A message was longer than \(limit) bytes, which is the hub's limit")
        effects.append(.sendToAgent(id, OutgoingMessage.failure(nil, error), .failure(nil, error)))
    }

    /// A batch is only defined in revision 2025-03-26; its answers are sent one by one.
    private mutating func receiveBatch(_ line: ByteBuffer, from id: AgentID) {
        let version = agents[id]?.lifecycle.agreement?.protocolVersion
        guard version?.allowsBatches ?? false, let places = try? scanner.scanBatch(line.readableBytesUInt8Span) else {
            let error = RPCError.invalidRequest("Expected one message, not an array")
            return effects.append(.sendToAgent(id, OutgoingMessage.failure(nil, error), .failure(nil, error)))
        }
        for place in places {
            guard let element = line.slice(place), !EnvelopeScanner.isBatch(element.readableBytesUInt8Span) else {
                continue
            }
            agentSent(element, from: id, at: now)
        }
    }

    /// Answers what is no message. An answer that is none gets none: an error would hit the agent's own request.
    private mutating func refuse(_ line: ByteBuffer, from id: AgentID, _ problem: JSONSyntaxError) {
        guard let json = try? JSONValue(parsing: line) else {
            let error = RPCError.parseError("Not a JSON message: \(problem)")
            return effects.append(.sendToAgent(id, OutgoingMessage.failure(nil, error), .failure(nil, error)))
        }
        let requestID = json["id"].flatMap(RequestID.init)
        if json["method"] == nil, json["result"] != nil || json["error"] != nil {
            if let requestID { receiveUnreadableAnswer(requestID, from: id) }
            return
        }
        let error = RPCError.invalidRequest("Not a JSON-RPC 2.0 message: \(problem)")
        effects.append(.sendToAgent(id, OutgoingMessage.failure(requestID, error), .failure(requestID, error)))
    }

    private mutating func receive(_ line: ByteBuffer, _ envelope: Envelope, from agent: AgentID) {
        guard let id = envelope.id(in: line.readableBytesUInt8Span) else { return }
        do throws(RPCError) {
            guard agents[agent]?.requests[id] == nil else {
                throw .invalidRequest("A request with the id \(id) is still open")
            }
            let request = try classify(line, envelope, id, agent)
            try serve(request)
        } catch {
            effects.append(.sendToAgent(agent, OutgoingMessage.failure(id, error), .failure(id, error)))
        }
    }

    /// Serves one request. Either it is answered here, or it is noted as open and answered later.
    mutating func serve(_ request: AgentRequest) throws(RPCError) {
        let bytes = request.line.readableBytesUInt8Span
        if request.envelope.holds("tools/call", at: .method, in: bytes) { return try begin(request, .callTool) }
        guard let method = request.string(.method) else { throw .invalidRequest("The method cannot be read") }
        switch method {
        case "prompts/get": try begin(request, .getPrompt)
        case "resources/read": try begin(request, .readResource)
        case "completion/complete": try begin(request, .complete)
        case "tools/list": try list(request, .tools)
        case "prompts/list": try list(request, .prompts)
        case "resources/list": try list(request, .resources)
        case "resources/templates/list": try list(request, .resourceTemplates)
        default:
            if request.isModern { try serveModern(request, method) } else { try serveLegacy(request, method) }
        }
    }

    private mutating func serveModern(_ request: AgentRequest, _ method: String) throws(RPCError) {
        switch method {
        case DiscoverRequestParams.method: discover(request)
        case SubscriptionsListenRequestParams.method: try listen(request)
        default: throw .methodNotFound(method)
        }
    }

    private mutating func serveLegacy(_ request: AgentRequest, _ method: String) throws(RPCError) {
        switch method {
        case InitializeRequestParams.method: try initialize(request)
        case PingRequestParams.method: answer(request, [:])
        case SetLevelRequestParams.method: try setLogLevel(request)
        case SubscribeRequestParams.method: try subscribe(request)
        case UnsubscribeRequestParams.method: try unsubscribe(request)
        default: throw .methodNotFound(method)
        }
    }

    private mutating func receiveNotification(_ line: ByteBuffer, _ envelope: Envelope, from agent: AgentID) {
        let bytes = line.readableBytesUInt8Span
        switch envelope.string(.method, in: bytes) {
        case InitializedNotificationParams.method: agents[agent]?.lifecycle.initialized()
        case CancelledNotificationParams.method:
            guard let id = envelope.requestID(.requestID, in: bytes) else { return }
            cancel(id, of: agent)
        default: break
        }
    }

    /// The agent gives up a request. It gets no answer any more.
    private mutating func cancel(_ id: RequestID, of agent: AgentID) {
        switch agents[agent]?.requests.removeValue(forKey: id) {
        case .call(let call): cancel(call, reason: "The agent has cancelled the request")
        case .subscription:
            guard let session = agents[agent], let subscription = session.subscriptions[id] else { return }
            agents[agent]?.subscriptions[id] = nil
            end(subscription, of: session.principal)
        case .unserved, nil: break
        }
    }

    /// Answers a request that is served at once.
    mutating func answer(_ request: AgentRequest, _ result: JSONObject) {
        effects.append(.sendToAgent(request.agent, OutgoingMessage.result(request.id, result), .answer(request.id)))
    }
}

import JSONRPC
import MCP
import NIOCore

/// Calls on their way to a child.
extension RoutingCore {
    /// Begins a call, or goes on with one that waits for answers.
    mutating func begin(_ request: AgentRequest, _ method: RoutedMethod) throws(RPCError) {
        if method == .callTool, configuration.settings.tools.contains(.callTool),
            request.envelope.holds("hub_call_tool", at: .name, in: request.line.readableBytesUInt8Span)
        {
            return try callByName(request)
        }
        if request.isModern, method.mayAskBack, request.envelope[.paramsRequestState] != nil, !request.hasSpentState {
            return try resume(request, method)
        }
        try beginAnew(request, method)
    }

    /// Begins a call.
    ///
    /// - Parameter childState: what the child wants back with the answers that the request brings, as JSON.
    mutating func beginAnew(
        _ request: AgentRequest, _ method: RoutedMethod, childState: ByteBuffer? = nil
    ) throws(RPCError) {
        let target: (String, Route?)
        do { target = try route(request, method) } catch {
            // Who calls what was never seen has known it from elsewhere, and is right to expect it.
            guard mayLearnMore, childState == nil else { throw error }
            return keepUnserved(request)
        }
        let (subject, route) = target
        guard calls.count < configuration.settings.limits.concurrentCalls else {
            throw HubFailure.busy.error("The hub already has \(calls.count) calls under way. Try again in a moment")
        }
        // Only what is needed is taken out: a copy of the session would make every change of it copy its tables.
        guard let principal = agents[request.agent]?.principal else { return }
        let id = CallID(number: nextNumber())
        var call = Call(
            id: id, method: method, subject: subject, route: route,
            lane: route.flatMap { servers[$0.child]?.laneKey(for: principal) } ?? .shared,
            principal: principal, startedAt: now, request: ScannedMessage(request.line.kept, request.envelope),
            caller: try caller(of: request), capabilities: request.capabilities)
        call.childState = childState
        agents[request.agent]?.requests[request.id] = .call(id)
        guard let route else { return try beginOwn(call, request) }
        servers[route.child]?.callCount += 1
        calls[id] = call
        if request.isModern, call.caller?.logLevel != nil { updateLogLevels() }
        dispatch(id)
    }

    func caller(of request: AgentRequest) throws(RPCError) -> Caller {
        var logLevel = agents[request.agent]?.logLevel
        if request.isModern {
            logLevel = nil
            if let text = request.string(.metaLogLevel) { logLevel = LoggingLevel(rawValue: text) }
            guard request.envelope[.metaLogLevel] == nil || logLevel != nil else {
                throw .invalidParams("params._meta.\(MetaKey.logLevel) is no level of log messages")
            }
        }
        return Caller(
            agent: request.agent, requestID: request.id, version: request.version,
            capabilities: request.capabilities, progressToken: request.slice(.metaProgressToken)?.kept,
            logLevel: logLevel,
            isModern: request.isModern)
    }

    /// Whom a request is meant for. Nil stands for a tool of the hub itself.
    private mutating func route(_ request: AgentRequest, _ method: RoutedMethod) throws(RPCError) -> (String, Route?) {
        let view = view(of: request.agent)
        switch method {
        case .callTool:
            let name = try subject(of: request, .name, "name")
            if let route = try? view.snapshot.toolRoute(name) { return (name, route) }
            if offers(own: name, to: request.agent) { return (name, nil) }
            throw missing(name, try? snapshot.toolRoute(name), request) ?? RoutingFailure.unknownTool(name).rpcError
        case .getPrompt:
            let name = try subject(of: request, .name, "name")
            do { return (name, try view.snapshot.promptRoute(name)) } catch {
                throw missing(name, try? snapshot.promptRoute(name), request) ?? error.rpcError
            }
        case .readResource:
            let uri = try subject(of: request, .uri, "uri")
            return (uri, try resourceRoute(uri, for: request))
        case .complete: return try completionRoute(request, view.snapshot)
        }
    }

    private func offers(own name: String, to agent: AgentID) -> Bool {
        guard let own = HubTool(rawValue: name), configuration.settings.tools.contains(own) else { return false }
        guard let identity = agents[agent]?.identity, identity.server == nil else { return false }
        return identity.access.permits(name, of: nil)
    }

    /// The error for something that is there, but not for this agent.
    private func missing(_ name: String, _ route: Route?, _ request: AgentRequest) -> RPCError? {
        guard let route, let identity = agents[request.agent]?.identity, identity.server == nil else { return nil }
        return HubFailure.forbidden(name, of: route.child)
    }

    private func subject(
        of request: AgentRequest, _ field: EnvelopeField, _ name: StaticString
    ) throws(RPCError) -> String {
        guard let text = request.string(field) else { throw .invalidParams("params.\(name) is missing or no text") }
        return text
    }

    private func completionRoute(
        _ request: AgentRequest, _ snapshot: RegistrySnapshot
    ) throws(RPCError) -> (String, Route) {
        do throws(RoutingFailure) {
            if let name = request.string(.referenceName) { return (name, try snapshot.promptRoute(name)) }
            if let uri = request.string(.referenceURI) {
                return (uri, try snapshot.resourceTable.templateRoute(of: uri))
            }
        } catch { throw error.rpcError }
        throw .invalidParams("params.ref names neither a prompt nor a resource")
    }

    /// Sends a call if its process can take it now, and lets it wait otherwise.
    mutating func dispatch(_ id: CallID) {
        guard let call = calls[id], let key = call.route?.child else { return }
        guard servers[key] != nil else { return abandon(id, reason: "is not configured any more", .serverEnded) }
        guard !isEnding else { return abandon(id, reason: "is not running: the hub ends", .serverEnded) }
        if let connection = servers[key]?.lanes[call.lane]?.connection, connections[connection]?.greeting != nil,
            hasRoom(for: call, key)
        {
            return send(id, to: connection)
        }
        if case .failed(let reason) = servers[key]?.lanes[call.lane]?.life.state ?? .configured {
            return abandon(id, reason: "is not running: it \(reason)", .serverEnded)
        }
        if let timeout = servers[key]?.callTimeout {
            calls[id]?.deadline = now + timeout
            wake(at: now + timeout)
        }
        if servers[key]?.lanes[call.lane] == nil, let settings = servers[key]?.settings {
            servers[key]?.lanes[call.lane] = Lane(settings)
        }
        servers[key]?.lanes[call.lane]?.waiting.append(id)
        change(key, call.lane, .needed)
    }

    /// Whether the process of a lane can take a call now without calls getting mixed up.
    func hasRoom(for call: Call, _ key: String) -> Bool {
        guard let open = servers[key]?.lanes[call.lane]?.open else { return false }
        let limit = configuration.settings.limits.concurrentCallsPerServer
        guard open.contains(call.id) || open.count < limit else { return false }
        guard servers[key]?.asksQuestions == true, let connection = servers[key]?.lanes[call.lane]?.connection,
            connections[connection]?.isModern == false
        else { return true }
        let running = open.filter { $0 != call.id && calls[$0]?.isRunning == true }
        guard !running.isEmpty else { return true }
        // Its questions do not say which call they belong to. One agent that shakes hands may have several calls,
        // since every question is put to it all the same; for everything else there can only be one.
        guard let caller = call.caller, !caller.isModern else { return false }
        return running.allSatisfy { calls[$0]?.caller?.agent == caller.agent }
    }

    /// Sends the calls that wait for a process, as long as it can take them.
    mutating func sendWaiting(_ key: String, _ lane: LaneKey) {
        guard let connection = servers[key]?.lanes[lane]?.connection, connections[connection]?.greeting != nil else {
            return
        }
        while let next = servers[key]?.lanes[lane]?.waiting.first {
            guard let call = calls[next] else {
                servers[key]?.lanes[lane]?.waiting.removeFirst()
                continue
            }
            guard hasRoom(for: call, key) else { return }
            servers[key]?.lanes[lane]?.waiting.removeFirst()
            if case .open = call.state { deliverAnswers(of: next) } else { send(next, to: connection) }
        }
    }

    /// A call waits for a process no longer.
    mutating func leaveLine(_ id: CallID) {
        guard let call = calls[id], let key = call.route?.child else { return }
        servers[key]?.lanes[call.lane]?.waiting.removeAll { $0 == id }
    }

    private mutating func send(_ id: CallID, to connection: ConnectionID) {
        guard let call = calls[id], let caller = call.caller, let key = call.route?.child,
            let child = connections[connection]
        else { return }
        guard let number = try? connections[connection]?.requests.begin(.call(id)) else {
            return abandon(id, reason: "has too many requests open", .error(HubFailure.busy.rawValue))
        }
        let message = RequestRewrite(
            call: call, caller: caller, isModern: child.isModern, number: number, hub: identity,
            identity: isInProcess(key) ? agents[caller.agent]?.identity : nil)
        effects.append(.sendToChild(connection, message.message()))
        calls[id]?.state = .open(connection, number)
        servers[key]?.lanes[call.lane]?.open.insert(id)
        restartClock(of: id)
    }

    private func isInProcess(_ key: String) -> Bool {
        if case .inProcess = servers[key]?.configuration.endpoint { true } else { false }
    }

    /// Begins to count the time that the child may take.
    mutating func restartClock(of id: CallID) {
        guard let key = calls[id]?.route?.child, let timeout = servers[key]?.callTimeout else { return }
        calls[id]?.deadline = now + timeout
        wake(at: now + timeout)
    }

    /// Does what is due for a call.
    mutating func checkTimes(of id: CallID) {
        guard let call = calls[id] else { return }
        if isDue(call.askTime) { presentQuestions(of: id) }
        if isDue(call.retryTime) { sendNextRound(of: id) }
        if let park = calls[id]?.park, isDue(park.expiry) { expire(id) }
        if isDue(calls[id]?.deadline) { timeOut(id) }
    }

    private mutating func timeOut(_ id: CallID) {
        guard let call = calls[id], let key = call.route?.child else { return }
        if call.state == .asking { return expire(id) }
        // It may have been given all the time it likes since.
        guard let timeout = servers[key]?.callTimeout else {
            calls[id]?.deadline = nil
            return
        }
        cancelAtChild(call, reason: "The hub waits no longer than \(timeout)")
        let reason =
            call.state == .waiting ? "was not ready for the call within \(timeout)" : "did not answer within \(timeout)"
        abandon(id, reason: reason, .timedOut)
    }
}

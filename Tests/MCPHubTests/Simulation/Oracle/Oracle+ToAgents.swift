import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// What the hub sends to agents.
extension Oracle {
    /// Checks a message to an agent.
    mutating func sent(_ line: ByteBuffer, to id: AgentID) throws -> JSONObject {
        let message = try parsed(line)
        guard agents[id] != nil else { throw Violation("Agent \(id.number) is gone and is sent something") }
        let markers = Marker.all(in: line)
        let method = message["method"]?.string
        let request = message["id"].flatMap(RequestID.init)
        switch (method, request) {
        case (let method?, let request?): try question(message, method, request, markers, to: id)
        case (let method?, nil): try notification(message, method, markers, to: id)
        case (nil, let request?): try answer(message, request, markers, to: id)
        case (nil, nil):
            try Violation.unless((agents[id]?.nullErrors ?? 0) > 0, "An error without id that nothing has caused")
            agents[id]?.nullErrors -= 1
        }
        return message
    }

    private mutating func answer(
        _ message: JSONObject, _ request: RequestID, _ markers: [Marker], to id: AgentID
    ) throws {
        let code = message["error"]?["code"]?.integer
        if code == RPCError.invalidRequestCode, let due = agents[id]?.duplicates[request], due > 0 {
            agents[id]?.duplicates[request] = due - 1
            return
        }
        guard let number = agents[id]?.open.removeValue(forKey: request), let attempt = attempts[number] else {
            throw Violation("Agent \(id.number) gets an answer to \(request), which is not open")
        }
        attempts[number]?.state = .answered
        openAttempts.remove(number)
        agents[id]?.listens[request] = nil
        if attempt.mustBeRefused {
            // The arguments of a tool of the hub itself may be wrong as well, and a busy hub looks at no state.
            let isRefused =
                code == RPCError.invalidParamsCode || code == HubFailure.busy.rawValue
                || message["result"]?["isError"] == true
            try Violation.unless(isRefused, "A state that must not be used was not refused")
            tally.note(.refusedState)
        }
        for page in message["error"]?["data"]?["elicitations"]?.array ?? [] {
            if let elicitation = page["elicitationId"]?.string { agents[id]?.elicitations.insert(elicitation) }
        }
        if code == RPCError.invalidParamsCode { tally.note(.refusal) }
        if !attempt.mustBeRefused, let text = attempt.requestState { try used(text, by: attempt, message["error"]) }
        if let code { return try failure(code, attempt, markers) }
        guard let result = message["result"]?.object else { throw Violation("An answer without result") }
        try checkEra(result, attempt)
        if result["resultType"] == "input_required" { return try required(result, attempt, markers) }
        guard let owner = attempt.marker else {
            try Violation.unless(markers.isEmpty, "\(markers) stands in the answer to \(attempt.method)")
            return succeeded(attempt, result, id)
        }
        // A result of the hub's own may tell why the agent's own answer was none.
        let kinds: Set<Told.Kind> = result["isError"] == true ? [.result, .answer] : [.result]
        for marker in markers { try deliver(marker, kinds, owner: owner) }
        tally.note(markers.isEmpty ? .answeredForChild : .result)
        let isTimed = result["isError"] == true && JSONValue.object(result).description.contains("within 0.0 ")
        try Violation.unless(!isTimed, "\(owner) has timed out at a server that has all the time")
        let isOfHub = result["isError"] == true || (attempt.params["name"]?.string?.hasPrefix("hub_") ?? false)
        try Violation.unless(
            isOfHub || markers.contains { $0.serial > 0 }, "The answer to \(owner) is nobody's answer")
    }

    /// A state that was not used before is not refused for that, and is not used up when the hub is busy.
    private mutating func used(_ text: String, by attempt: Attempt, _ error: JSONValue?) throws {
        let reason = error?["message"]?.string ?? ""
        try Violation.unless(!reason.contains("was used before. "), "A state is refused as used that was not")
        // What has reached a child has been used, even if the hub was too busy for what the child asked then. A state of
        // a call that is held open is always used: its answers belong to the call from then on.
        guard attempt.child == nil, states[text]?.isParked == false else { return }
        // Nor is one that came while what it is for was not offered.
        let isUnknown = reason.hasPrefix("Unknown") || reason.hasPrefix("Resource not found")
        if error?["code"]?.integer == HubFailure.busy.rawValue || isUnknown {
            states[text]?.isUsed = false
        }
    }

    private mutating func failure(_ code: Int, _ attempt: Attempt, _ markers: [Marker]) throws {
        for marker in markers {
            guard let owner = attempt.marker else { throw Violation("\(marker) stands in an error for nobody's call") }
            try deliver(marker, [.result, .question, .answer], owner: owner)
            tally.note(.failure)
        }
        let isAllowed =
            switch code {
            case -32042: attempt.version.hasElicitationIDs
            case -32002: !attempt.isModern
            case -32022 ... -32020: attempt.isModern
            case -32099 ... -32000: false
            default: true
            }
        try Violation.unless(isAllowed, "An agent of revision \(attempt.version.rawValue) gets the error \(code)")
    }

    private func checkEra(_ result: JSONObject, _ attempt: Attempt) throws {
        let info = result["_meta"]?["io.modelcontextprotocol/serverInfo"]
        if attempt.isModern {
            try Violation.unless(result["resultType"] != nil, "\(attempt.method): a modern result without resultType")
            try Violation.unless(
                info?["name"]?.string == Self.hubName, "\(attempt.method): a modern result names \(info ?? "nobody")")
            let isCacheable = attempt.method.hasSuffix("/list") || attempt.method == "resources/read"
            guard isCacheable, result["resultType"] == "complete" else { return }
            try Violation.unless(result["ttlMs"] != nil && result["cacheScope"] != nil, "A list without cache hints")
        } else {
            let modern = ["resultType", "ttlMs", "cacheScope", "inputRequests", "requestState"]
            for key in modern { try Violation.unless(result[key] == nil, "A result of the handshake era has \(key)") }
            guard attempt.method != "initialize" else { return }
            try Violation.unless(info == nil, "A result of the handshake era has serverInfo")
        }
    }

    private mutating func required(_ result: JSONObject, _ attempt: Attempt, _ markers: [Marker]) throws {
        guard let owner = attempt.marker, attempt.isModern else { throw Violation("\(attempt.method) asks back") }
        try Violation.unless(attempt.method != "completion/complete", "A completion asks back")
        let text = result["requestState"]?.string
        try Violation.unless(text != nil || result["inputRequests"] != nil, "A result asks for nothing")
        tally.note(.inputRequired)
        for marker in markers { try deliver(marker, [.question], owner: owner, mayRepeat: true) }
        for member in result["inputRequests"]?.object ?? [:] {
            let params = member.value["params"]?.object ?? [:]
            guard let kind = Script.kind(member.value["method"]?.string ?? "", params) else {
                throw Violation("A question that nobody has asked: \(member.value)")
            }
            try Violation.unless(attempt.abilities.contains(kind), "\(owner) is asked \(kind), which it cannot answer")
            try Violation.unless(params["elicitationId"] == nil, "A modern agent gets an elicitationId")
        }
        guard let text else { return }
        try Violation.unless(states[text] == nil, "A state was given out twice")
        try Violation.unless(!text.contains("cs|"), "The state of a child is given out as it is")
        states[text] = StateView(
            marker: owner, principal: attempt.principal, params: attempt.params, made: now,
            isParked: isHeldOpen(owner))
    }

    /// Whether a child of the handshake era has a call and has not answered it, so that it waits for what it has asked.
    private func isHeldOpen(_ owner: Marker) -> Bool {
        children.values.contains { child in
            !child.isModern && child.open.values.contains { $0.marker == owner && !$0.isCancelled }
        }
    }

    /// Takes note of what the agent has achieved.
    private mutating func succeeded(_ attempt: Attempt, _ result: JSONObject, _ id: AgentID) {
        let uri = attempt.params["uri"]?.string ?? ""
        switch attempt.method {
        case "initialize":
            agents[id]?.revision = result["protocolVersion"]?.string.map(ProtocolVersion.init(rawValue:))
            agents[id]?.abilities = attempt.abilities
        case "logging/setLevel": agents[id]?.level = attempt.level
        case "resources/subscribe": agents[id]?.subscribed.insert(uri)
        case "resources/unsubscribe": agents[id]?.subscribed.remove(uri)
        default: break
        }
    }

    private mutating func question(
        _ message: JSONObject, _ method: String, _ request: RequestID, _ markers: [Marker], to id: AgentID
    ) throws {
        guard let agent = agents[id], let revision = agent.revision else {
            throw Violation("An agent is asked that has not shaken hands")
        }
        guard case .integer(let number) = request, number > agent.lastQuestion else {
            throw Violation("The id \(request) of a question was used before")
        }
        agents[id]?.lastQuestion = number
        let params = message["params"]?.object ?? [:]
        guard let kind = Script.kind(method, params), let marker = markers.first else {
            throw Violation("A question of nobody: \(message)")
        }
        try Violation.unless(agent.abilities.contains(kind), "\(marker) is asked \(kind), which it cannot answer")
        if kind == .url {
            try Violation.unless(
                revision.hasElicitationIDs && params["elicitationId"] != nil, "A page without elicitationId")
            if let elicitation = params["elicitationId"]?.string { agents[id]?.elicitations.insert(elicitation) }
        }
        let isOpen = agent.open.values.contains {
            attempts[$0]?.isModern == false && (attempts[$0]?.marker == marker.owner || isStray(marker))
        }
        try Violation.unless(marker.principal == agent.principal, "\(marker) is asked of another principal")
        try Violation.unless(isOpen, "\(marker) is asked of agent \(id.number), which has no such call open")
        for marker in markers { try deliver(marker, [.question], owner: marker.owner) }
        tally.note(.questionToLegacyAgent)
        agents[id]?.questions[number] = AgentView.Asked(marker: marker, kind: kind)
    }
}

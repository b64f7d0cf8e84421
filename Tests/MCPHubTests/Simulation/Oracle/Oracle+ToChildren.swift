import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// What the hub sends to children.
extension Oracle {
    /// Checks a message to a child.
    mutating func sent(_ line: ByteBuffer, to id: ConnectionID) throws -> JSONObject {
        let message = try parsed(line)
        guard let child = children[id], !child.isEnding else {
            throw Violation("Child \(id.number) is gone and is sent something")
        }
        let markers = Marker.all(in: line)
        let params = message["params"]?.object ?? [:]
        switch (message["method"]?.string, message["id"].flatMap(RequestID.init)) {
        case (let method?, .integer(let number)?): try request(method, number, params, markers, to: id)
        case (let method?, nil): try notification(method, params, child, to: id)
        case (nil, let question?): try answer(message, question, markers, to: id)
        default: throw Violation("A message to a child that is nothing: \(message)")
        }
        return message
    }

    private mutating func request(
        _ method: String, _ number: Int, _ params: JSONObject, _ markers: [Marker], to id: ConnectionID
    ) throws {
        guard let child = children[id] else { return }
        try Violation.unless(number > child.lastID, "The id \(number) was used before at child \(id.number)")
        children[id]?.lastID = number
        guard ["tools/call", "prompts/get", "resources/read", "completion/complete"].contains(method) else {
            try Violation.unless(markers.isEmpty, "\(method) carries \(markers)")
            children[id]?.open[number] = ChildView.Open(attempt: nil, marker: nil)
            return
        }
        guard let owner = markers.first?.owner else { throw Violation("A call of nobody: \(params)") }
        try Violation.unless(!isEnded, "\(owner) is sent to a child by a hub that ends")
        let attempt = try openAttempt(params, owner)
        children[id]?.open[number] = ChildView.Open(attempt: attempt.number, marker: owner)
        attempts[attempt.number]?.child = id
        attempts[attempt.number]?.sendsAllowed -= 1
        try Violation.unless(attempt.sendsAllowed > 0, "\(owner) is sent to a child again")
        try Violation.unless(
            attempt.server == child.key, "\(owner) is meant for \(attempt.server ?? "") and sent to \(child.key)")
        try checkIsolation(owner, child, id)
        try checkToken(params, attempt, number)
        if child.isModern { try checkModern(params, attempt, child) } else { try checkLegacy(params, owner, child) }
        for marker in markers {
            try deliver(marker, child.isModern ? [.answer, .question] : [], owner: owner, mayRepeat: true)
        }
    }

    /// The request of an agent that a call belongs to, which must not have been answered or cancelled.
    private func openAttempt(_ params: JSONObject, _ owner: Marker) throws -> Attempt {
        let number = params["_meta"]?["sim/attempt"]?.integer ?? openAttempts.first { attempts[$0]?.marker == owner }
        guard let number, let attempt = attempts[number] else {
            throw Violation("\(owner) is sent to a child and no request for it is open")
        }
        try Violation.unless(attempt.state == .open, "\(owner) is sent to a child and is \(attempt.state)")
        try Violation.unless(!attempt.mustBeRefused, "\(owner) must be refused and is sent to a child")
        try Violation.unless(attempt.marker == owner, "\(owner) is sent as \(attempt.marker ?? owner)")
        return attempt
    }

    private mutating func checkIsolation(_ owner: Marker, _ child: ChildView, _ id: ConnectionID) throws {
        guard let lane = child.lane, lane != .shared else { return }
        try Violation.unless(
            child.principal ?? owner.principal == owner.principal,
            "\(owner) is sent to the process of another principal")
        children[id]?.principal = owner.principal
    }

    private func checkToken(_ params: JSONObject, _ attempt: Attempt, _ number: Int) throws {
        let token = params["_meta"]?["progressToken"]
        let expected: JSONValue? = attempt.token == nil ? nil : .number(JSONNumber(number))
        try Violation.unless(token == expected, "The progress token of call \(number) is \(token ?? "none")")
    }

    private mutating func checkModern(_ params: JSONObject, _ attempt: Attempt, _ child: ChildView) throws {
        let meta = params["_meta"]?.object ?? [:]
        try Violation.unless(
            meta["io.modelcontextprotocol/protocolVersion"] == "2026-07-28", "A modern request without its version")
        guard let declared = meta["io.modelcontextprotocol/clientCapabilities"]?.object else {
            throw Violation("A modern request without capabilities")
        }
        let allowed = Script.capabilities(attempt.abilities)
        for member in declared {
            try Violation.unless(
                allowed[member.key] != nil, "\(member.key) is promised in the name of an agent without it")
        }
        if params["inputResponses"] != nil { tally.note(.answersToModernChild) }
        guard let state = params["requestState"]?.string else { return }
        tally.note(.stateToModernChild)
        let parts = state.split(separator: "|")
        try Violation.unless(
            parts.count == 4 && parts[0] == "cs" && parts[1] == child.key, "\(child.key) gets the state \(state)")
    }

    private mutating func checkLegacy(_ params: JSONObject, _ owner: Marker, _ child: ChildView) throws {
        try Violation.unless(child.isGreeted, "A child gets a call before the handshake")
        for key in ["inputResponses", "requestState"] {
            try Violation.unless(params[key] == nil, "A child of the handshake era gets \(key)")
        }
        for member in params["_meta"]?.object ?? [:] {
            let isModern = member.key.hasPrefix("io.modelcontextprotocol/")
            try Violation.unless(!isModern, "A child of the handshake era gets \(member.key)")
        }
        callsSeen[owner.call, default: 0] += 1
        try Violation.unless(
            callsSeen[owner.call] ?? 0 <= 1 + (visits[owner.call] ?? 0), "\(owner) is sent to a child a second time")
    }

    private mutating func notification(
        _ method: String, _ params: JSONObject, _ child: ChildView, to id: ConnectionID
    ) throws {
        switch method {
        case "notifications/initialized":
            try Violation.unless(!child.isGreeted && !child.isModern, "A child is greeted twice")
            children[id]?.isGreeted = true
        case "notifications/cancelled":
            guard let number = params["requestId"]?.integer, let open = child.open[number], !open.isCancelled else {
                throw Violation("What is cancelled is not open: \(params)")
            }
            children[id]?.open[number]?.isCancelled = true
            tally.note(.cancelledAtChild)
            if let marker = open.marker { cancelled.append((id, marker)) }
        default: throw Violation("A child is told \(method)")
        }
    }

    /// A question is answered: once, and by its owner.
    private mutating func answer(
        _ message: JSONObject, _ request: RequestID, _ markers: [Marker], to id: ConnectionID
    ) throws {
        if request == "ping" { return }
        guard let question = children[id]?.questions[request] else {
            throw Violation("Child \(id.number) did not ask \(request)")
        }
        try Violation.unless(
            question.state == .open, "\(question.marker) is answered and was \(question.state)")
        children[id]?.questions[request]?.state = .answered
        if message["error"] != nil, markers.isEmpty { tally.note(.questionRefused) }
        for marker in markers {
            let isForeign = isStray(question.marker) && marker.principal == question.marker.principal
            try deliver(marker, [.answer], owner: isForeign ? marker.owner : question.marker.owner)
        }
    }
}

import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// What goes into the hub.
extension Oracle {
    mutating func agentConnected(_ id: AgentID, place: Int, principal: Int) {
        agents[id] = AgentView(place: place, principal: principal)
    }

    mutating func agentGone(_ id: AgentID) {
        tally.note(.agentLeft)
        for (_, number) in agents[id]?.open ?? [:] {
            attempts[number]?.state = .lost
            openAttempts.remove(number)
        }
        agents[id] = nil
    }

    mutating func receiving(_ line: AgentLine, from id: AgentID, at now: Duration) throws {
        self.now = now
        try receiving(line.kind, from: id)
    }

    private mutating func receiving(_ kind: AgentLine.Kind, from id: AgentID) throws {
        switch kind {
        case .batch(let kinds):
            tally.note(.batch)
            for kind in kinds { try receiving(kind, from: id) }
        case .request(let attempt): receive(attempt, from: id)
        case .cancel(let request):
            guard let number = agents[id]?.open.removeValue(forKey: request) else { return }
            attempts[number]?.state = .cancelled
            tally.note(.cancelledByAgent)
            openAttempts.remove(number)
            agents[id]?.listens[request] = nil
        case .answer(let request, let marker, let isReadable):
            var asked: AgentView.Asked?
            if case .integer(let number) = request { asked = agents[id]?.questions.removeValue(forKey: number) }
            if asked != nil { tally.note(.answerOfLegacyAgent) }
            if let marker { register(marker, .answer, isDeliverable: asked != nil && isReadable) }
        case .initialized: if agents[id]?.revision != nil { agents[id]?.isInOperation = true }
        case .garbage: agents[id]?.nullErrors += 1
        case .other: break
        }
    }

    private mutating func receive(_ attempt: Attempt, from id: AgentID) {
        guard agents[id]?.open[attempt.id] == nil else {
            agents[id]?.duplicates[attempt.id, default: 0] += 1
            return
        }
        var attempt = attempt
        attempt.state = .open
        if let text = attempt.requestState { judge(text, &attempt) }
        if attempt.method == "subscriptions/listen" {
            let filter = attempt.params["notifications"]
            agents[id]?.listens[attempt.id] = AgentView.Listen(
                uris: (filter?["resourceSubscriptions"]?.array ?? []).compactMap(\.string))
        }
        attempts[attempt.number] = attempt
        openAttempts.insert(attempt.number)
        agents[id]?.open[attempt.id] = attempt.number
    }

    /// Whether a request with a state has to be refused.
    private mutating func judge(_ text: String, _ attempt: inout Attempt) {
        if let state = states[text] {
            if state.principal != attempt.principal { tally.note(.foreignState) }
            if state.isUsed { tally.note(.reusedState) }
        }
        guard let state = states[text], state.principal == attempt.principal, state.params == attempt.params,
            state.made + lifetime > now, !state.isUsed
        else { return attempt.mustBeRefused = true }
        guard attempt.hasReadableAnswers else { return attempt.mustBeRefused = true }
        states[text]?.isUsed = true
        if state.isParked { tally.note(.resumedPark) }
    }

    mutating func launching(_ id: ConnectionID, _ key: String, isModern: Bool, _ lane: LaneKey?) throws {
        try Violation.unless(children[id] == nil, "The same process is launched twice")
        tally.note(.launch)
        if children.values.contains(where: { $0.key == key && $0.lane == lane }) { tally.note(.relaunch) }
        children[id] = ChildView(key: key, isModern: isModern, lane: lane)
    }

    mutating func terminating(_ id: ConnectionID) throws {
        guard let child = children[id] else { return }
        try Violation.unless(!child.isEnding, "A process is ended twice")
        children[id]?.isEnding = true
    }

    mutating func childEnded(_ id: ConnectionID) {
        children[id]?.isEnding = true
    }

    mutating func receiving(_ line: ChildLine, from id: ConnectionID) {
        guard let child = children[id], !child.isEnding else { return }
        source = id
        switch line.kind {
        case .answer(let number, let marker, let answer): receive(answer, number, marker, from: id)
        case .question(let question, let marker, let kind, let isStray):
            register(marker, .question, isStray: isStray)
            if isStray { tally.note(.strayQuestion) }
            if child.open.values.contains(where: { $0.marker == marker.owner && $0.isCancelled }) {
                tally.note(.questionOfCancelledCall)
            }
            children[id]?.questions[question] = ChildView.Asked(marker: marker, kind: kind)
        case .withdrawal(let question):
            guard child.questions[question]?.state == .open else { return }
            children[id]?.questions[question]?.state = .withdrawn
            tally.note(.questionWithdrawn)
        case .progress(let number, let marker):
            let open = child.open[number]
            register(marker, .progress, isDeliverable: open != nil && open?.isCancelled == false)
            if open?.isCancelled != false { tally.note(.droppedProgress) }
        case .log(let marker, _, let isStray): if let marker { register(marker, .log, isStray: isStray) }
        case .updated, .completed, .oversized, .other: break
        }
    }

    private mutating func receive(
        _ answer: ChildAnswer, _ number: Int, _ marker: Marker?, from id: ConnectionID
    ) {
        let kind: Told.Kind = answer == .visit || answer == .inputRequired ? .question : .result
        guard let open = children[id]?.open[number] else {
            if let marker { register(marker, kind, isDeliverable: false) }
            return tally.note(.lateAnswer)
        }
        children[id]?.open[number] = nil
        if let marker { register(marker, kind, isDeliverable: !open.isCancelled) }
        guard let attempt = open.attempt, !open.isCancelled else { return }
        attempts[attempt]?.child = nil
        if answer == .inputRequired, attempts[attempt]?.isModern == false { attempts[attempt]?.sendsAllowed += 1 }
        if answer == .visit { tally.note(.visit) }
        if answer == .visit, let marker { visits[marker.call, default: 0] += 1 }
    }
}

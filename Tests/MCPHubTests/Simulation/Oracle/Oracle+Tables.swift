import JSONRPC
import MCP

@testable import MCPHub

/// What the hub keeps, after every step.
extension Oracle {
    /// A state that must not be used is refused at once.
    func checkRefusals() throws {
        for number in openAttempts where attempts[number]?.mustBeRefused == true {
            throw Violation("\(attempts[number]?.marker?.description ?? "") must be refused and waits")
        }
    }

    /// The calls that a process had when it ended are answered in the same moment.
    mutating func checkLost(_ id: ConnectionID) throws {
        guard let child = children.removeValue(forKey: id) else { return }
        for (_, open) in child.open.sorted(by: { $0.key < $1.key }) where !open.isCancelled {
            guard let marker = open.marker, let number = open.attempt else { continue }
            tally.note(.lostWithChild)
            let isWaiting =
                child.isModern
                ? attempts[number]?.state == .open && attempts[number]?.child == id
                : openAttempts.contains { attempts[$0]?.marker == marker }
            try Violation.unless(!isWaiting, "\(marker) was lost with child \(id.number) and is not answered")
        }
    }

    mutating func checkTables(_ core: RoutingCore) throws {
        for (id, marker) in cancelled where children[id]?.isModern == false {
            let isOpen = openAttempts.contains { attempts[$0]?.marker == marker }
            try Violation.unless(!isOpen, "\(marker) was cancelled at its child and is open")
        }
        cancelled = []
        try checkRequests(core)
        for id in core.calls.keys.sorted() { if let call = core.calls[id] { try check(call, core) } }
        try checkQuestions(core)
        for key in core.servers.keys.sorted() {
            for lane in core.servers[key]?.lanes.keys.sorted() ?? [] { try check(key, lane, core) }
        }
        try checkAlarm(core)
    }

    /// What the hub holds as open is what is open.
    private func checkRequests(_ core: RoutingCore) throws {
        for (id, session) in core.agents {
            let known = agents[id]?.open ?? [:]
            try Violation.unless(
                Set(session.requests.keys) == Set(known.keys),
                "Agent \(id.number): open are \(known.keys), and the hub holds \(session.requests.keys)")
            for (request, open) in session.requests {
                guard case .call(let call) = open else { continue }
                let caller = core.calls[call]?.caller
                try Violation.unless(
                    caller?.agent == id && caller?.requestID == request,
                    "Request \(request) waits for a call that is not")
            }
        }
    }

    private func check(_ call: Call, _ core: RoutingCore) throws {
        if let caller = call.caller {
            guard case .call(call.id)? = core.agents[caller.agent]?.requests[caller.requestID] else {
                throw Violation("Call \(call.id.number) is of a request that is not open")
            }
        } else {
            try Violation.unless(call.park != nil, "Call \(call.id.number) has no caller and is not parked")
        }
        let lane = call.route.flatMap { core.servers[$0.child]?.lanes[call.lane] }
        switch call.state {
        case .waiting:
            let isInLine = lane?.waiting.count(where: { $0 == call.id }) == 1
            try Violation.unless(isInLine, "Call \(call.id.number) waits and is not in line")
        case .open(let connection, let number):
            try Violation.unless(
                lane?.open.contains(call.id) == true, "Call \(call.id.number) is open and not in its lane")
            guard case .call(call.id)? = core.connections[connection]?.requests[number] else {
                throw Violation("Call \(call.id.number) is open and its connection does not know it")
            }
        case .asking:
            try Violation.unless(
                !call.questions.isEmpty || call.retryTime != nil, "Call \(call.id.number) asks and has no question")
        case .answered: try Violation.unless(call.caller == nil, "Call \(call.id.number) is answered and has a caller")
        case .own: break
        }
        for question in call.questions {
            try Violation.unless(core.questions[question] != nil, "Call \(call.id.number) has a question that is not")
        }
    }

    private func checkQuestions(_ core: RoutingCore) throws {
        for (id, question) in core.questions {
            try Violation.unless(
                core.calls[question.call]?.questions.contains(id) == true, "Question \(id.number) is of no call")
            guard let (agent, number) = question.asked else { continue }
            try Violation.unless(
                core.agents[agent]?.questions[number] == id, "Question \(id.number) is not with its agent")
        }
        for (id, session) in core.agents {
            for question in session.questions.openContexts {
                try Violation.unless(
                    core.questions[question]?.asked?.agent == id, "Agent \(id.number) is asked what nobody asks")
            }
        }
    }

    private func check(_ key: String, _ id: LaneKey, _ core: RoutingCore) throws {
        guard let lane = core.servers[key]?.lanes[id] else { return }
        for call in lane.open.union(lane.waiting) {
            try Violation.unless(core.calls[call] != nil, "A lane of \(key) has a call that is over")
        }
        if let connection = lane.connection {
            try Violation.unless(
                core.connections[connection]?.isEnding == false, "A lane of \(key) has a connection that is over")
        }
        if !lane.waiting.isEmpty {
            switch lane.life.state {
            case .starting, .backingOff: break
            case .ready:
                let isFull = lane.open.count >= core.configuration.settings.limits.concurrentCallsPerServer
                let isBusy = isFull || lane.open.contains { core.calls[$0]?.isRunning == true }
                try Violation.unless(isBusy, "Calls wait for \(key), which has nothing to do")
            default: throw Violation("Calls wait for \(key), which is \(lane.life.state)")
            }
        }
        try checkWatchers(key, id, lane, core)
    }

    /// What is watched is what agents watch.
    private func checkWatchers(_ key: String, _ id: LaneKey, _ lane: Lane, _ core: RoutingCore) throws {
        var wanted: [String: Int] = [:]
        for session in core.agents.values where core.servers[key]?.laneKey(for: session.principal) == id {
            let routes =
                Array(session.subscribedURIs.values) + session.subscriptions.values.flatMap { Array($0.routes.values) }
            for route in routes where route.child == key { wanted[route.name, default: 0] += 1 }
        }
        try Violation.unless(
            wanted == lane.watchers,
            "\(key): watched are \(lane.watchers.sorted { $0.key < $1.key }), wanted \(wanted.sorted { $0.key < $1.key })"
        )
    }

    /// The hub wants to be woken before anything is due.
    private func checkAlarm(_ core: RoutingCore) throws {
        var due: [(String, Duration?)] = core.calls.values.flatMap { call in
            [
                ("a deadline", call.deadline), ("a question", call.askTime), ("a retry", call.retryTime),
                ("a park", call.park?.expiry),
            ]
        }
        due += core.connections.values.filter { !$0.isEnding }.flatMap { connection in
            [
                ("a probe", connection.probeDeadline), ("lists", connection.listDeadline),
                ("lists again", connection.relistTime), ("an end", connection.endDeadline),
            ]
        }
        for server in core.servers.values {
            for lane in server.lanes.values {
                due += [("a restart", lane.retry?.time)]
                if lane.life.state == .starting { due += [("a start", lane.startDeadline)] }
                if lane.connection != nil { due += [("a settling", lane.settleTime)] }
            }
        }
        due += core.spentStates.values.map { ("a spent state", $0) }
        for (what, time) in due {
            guard let time else { continue }
            try Violation.unless(
                core.alarm.map { $0 <= time } ?? false,
                "\(what) is due at \(time) and the alarm is at \(core.alarm.map { "\($0)" } ?? "never")")
        }
    }
}

extension RequestTable {
    /// What the open requests are about, oldest first.
    var openContexts: [Context] {
        var copy = self
        return copy.cancelAll()
    }
}

import JSONRPC
import MCP

@testable import MCPHub

/// What is left when nothing happens any more.
extension Oracle {
    /// Nothing is open, and nothing is kept that nobody needs.
    func checkRest(_ core: RoutingCore) throws {
        for number in openAttempts.sorted() {
            guard let attempt = attempts[number], attempt.method != "subscriptions/listen" else { continue }
            throw Violation("\(attempt.method) \(attempt.id) of agent \(attempt.connection.number) was never answered")
        }
        try Violation.unless(core.calls.isEmpty, "Calls are left: \(core.calls.keys.sorted())")
        try Violation.unless(core.questions.isEmpty, "Questions are left: \(core.questions.keys.sorted())")
        try Violation.unless(core.spentStates.isEmpty, "Spent states are left")
        for id in core.agents.keys.sorted() {
            try Violation.unless(
                core.agents[id]?.questions.openCount == 0, "Agent \(id.number) is asked and the question is over")
        }
        for id in core.connections.keys.sorted() {
            guard let connection = core.connections[id] else { continue }
            try Violation.unless(children[id] != nil, "Child \(id.number) has ended and is remembered")
            let unanswered = children[id]?.open.values.count { $0.marker == nil && !$0.isCancelled } ?? 0
            try Violation.unless(
                connection.requests.openCount == unanswered,
                "Child \(id.number) has open requests that nobody waits for")
            for (request, question) in children[id]?.questions ?? [:] where question.state == .open {
                throw Violation("\(question.marker): question \(request) was never answered")
            }
        }
    }

    /// After its end the hub has no process and no subscription.
    func checkEnd(_ core: RoutingCore) throws {
        try Violation.unless(core.connections.isEmpty, "Processes are left: \(core.connections.keys.sorted())")
        for id in core.agents.keys.sorted() {
            try Violation.unless(core.agents[id]?.requests.isEmpty == true, "Agent \(id.number) has requests left")
        }
        try Violation.unless(openAttempts.isEmpty, "A subscription was not ended")
    }
}

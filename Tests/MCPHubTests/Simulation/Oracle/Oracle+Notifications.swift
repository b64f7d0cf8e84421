import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// What the hub tells agents.
extension Oracle {
    mutating func notification(
        _ message: JSONObject, _ method: String, _ markers: [Marker], to id: AgentID
    ) throws {
        guard let agent = agents[id] else { return }
        let params = message["params"]?.object ?? [:]
        let subscription = params["_meta"]?["io.modelcontextprotocol/subscriptionId"].flatMap(RequestID.init)
        switch method {
        case "notifications/progress": try progress(params, markers, agent)
        case "notifications/message": try log(params, markers, agent)
        case "notifications/tools/list_changed", "notifications/prompts/list_changed",
            "notifications/resources/list_changed":
            let text = "\(id.number) \(method) \(subscription.map { "\($0)" } ?? "-")"
            guard let place = announcements?.firstIndex(of: text) else { throw Violation("Told for nothing: \(text)") }
            announcements?.remove(at: place)
            tally.note(.listChange)
        case "notifications/resources/updated": try updated(params["uri"]?.string ?? "", subscription, agent)
        case "notifications/subscriptions/acknowledged":
            guard let subscription, agent.listens[subscription]?.honoured == nil, agent.open[subscription] != nil else {
                throw Violation("A subscription is acknowledged that is not new")
            }
            agents[id]?.listens[subscription]?.honoured = params["notifications"]?.object ?? [:]
        case "notifications/cancelled":
            guard let number = params["requestId"]?.integer, agents[id]?.questions.removeValue(forKey: number) != nil
            else { throw Violation("A question is taken back that is not open: \(params)") }
            tally.note(.questionTakenBack)
        case "notifications/elicitation/complete":
            tally.note(.endOfElicitation)
            let elicitation = params["elicitationId"]?.string ?? ""
            try Violation.unless(
                agent.elicitations.contains(elicitation), "An agent is told of the elicitation \(elicitation) of others"
            )
        default: throw Violation("An agent is told \(method)")
        }
    }

    private mutating func progress(_ params: JSONObject, _ markers: [Marker], _ agent: AgentView) throws {
        let token = params["progressToken"].flatMap(RequestID.init)
        guard let marker = markers.first, let value = params["progress"]?.number?.double else {
            throw Violation("Progress of nobody: \(params)")
        }
        // An agent may use a token for two requests at once; then either of them may be meant.
        let meant = agent.open.values.filter { attempts[$0]?.token == token && token != nil }.sorted()
        guard let number = meant.first(where: { attempts[$0]?.marker == marker.owner }) ?? meant.first,
            let attempt = attempts[number], let owner = attempt.marker
        else {
            throw Violation("\(marker): progress for the token \(params["progressToken"] ?? .null), which nobody has")
        }
        try deliver(marker, [.progress], owner: owner)
        try Violation.unless(
            attempt.progress.map { value > $0 } ?? true, "\(marker): progress \(value) after \(attempt.progress ?? 0)")
        attempts[number]?.progress = value
        tally.note(.progress)
    }

    private mutating func log(_ params: JSONObject, _ markers: [Marker], _ agent: AgentView) throws {
        guard let level = params["level"]?.string.flatMap(LoggingLevel.init(rawValue:)) else {
            throw Violation("A log without level")
        }
        guard let marker = markers.first else { return }
        try deliver(marker, [.log], owner: marker.owner)
        tally.note(.log)
        try Violation.unless(marker.principal == agent.principal, "\(marker): a log of another principal")
        let open = agent.open.values.compactMap { attempts[$0] }
        let meant = open.filter { $0.marker == marker.owner || isStray(marker) }
        // What is told to an agent of the handshake era is told to all of its session.
        let isOfSession =
            agent.revision != nil && (marker.agent == agent.place || open.contains { !$0.isModern && $0.isCall })
        try Violation.unless(
            isOfSession || !meant.isEmpty, "\(marker): the log of a call that agent \(agent.place) does not have")
        let isWanted = meant.contains { $0.isModern && ($0.level.map { level >= $0 } ?? false) }
        let isWantedBySession = isOfSession && (agent.level.map { level >= $0 } ?? true)
        try Violation.unless(isWanted || isWantedBySession, "\(marker): a log that nobody wants")
    }

    private mutating func updated(_ uri: String, _ subscription: RequestID?, _ agent: AgentView) throws {
        guard let source, let child = children[source], uri.hasPrefix("sim-\(child.key)://") else {
            throw Violation("The update of \(uri) comes from nowhere")
        }
        try Violation.unless(
            child.lane?.serves("p\(agent.principal)") ?? true, "The update of \(uri) is of another principal")
        let isWanted =
            subscription.map { agent.listens[$0]?.uris.contains(uri) == true && agent.listens[$0]?.honoured != nil }
            ?? agent.subscribed.contains(uri)
        tally.note(.update)
        try Violation.unless(isWanted, "Agent \(agent.place) does not watch \(uri)")
    }
}

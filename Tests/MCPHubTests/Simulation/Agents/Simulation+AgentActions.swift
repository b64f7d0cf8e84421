import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// What agents do of their own accord.
extension Simulation {
    /// An agent does something, or comes back, and will do something again.
    mutating func act(_ place: Int) {
        guard !isQuiet else { return }
        queue.add(.act(place), at: now + dice.delay(upTo: .milliseconds(900)))
        guard let connection = agents[place].connection else { return connect(place) }
        switch dice.number(0..<100) {
        case 0..<56: call(place)
        case 56..<64: list(place)
        case 64..<74: cancelSomething(place)
        case 74..<78: repeatID(place)
        case 78..<83: agents[place].eras == .legacy ? subscribe(place) : listen(place)
        case 83..<87: stealState(place)
        case 87..<90: say(.garbage, dice.pick(["nonsense", "{\"a\":", "\"text"]), place)
        case 90: say(.other, #"{"jsonrpc":"2.0","method":"notifications/x"}"#, place)
        case 91: batch(place)
        case 92..<94:
            say(.cancel(77), #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":77}}"#, place)
        case 94..<97: disconnect(place, connection)
        default: simple(place)
        }
    }

    /// Sends a line of an agent.
    mutating func say(_ kind: AgentLine.Kind, _ text: String, _ place: Int) {
        say(kind, ByteBuffer(string: text), place)
    }

    mutating func say(_ kind: AgentLine.Kind, _ bytes: ByteBuffer, _ place: Int) {
        guard let connection = agents[place].connection else { return }
        send(.fromAgent(connection, AgentLine(kind: kind, bytes: bytes)), through: .fromAgent(connection))
    }

    private mutating func connect(_ place: Int) {
        let id = AgentID(number: nextNumber())
        agents[place].connection = id
        agents[place].open = []
        let principal = agents[place].principal
        oracle.agentConnected(id, place: place, principal: principal)
        trace.add(now, "agent \(id.number) of p\(principal) connects, \(agents[place].eras)")
        core.agentConnected(id, AgentIdentity(principal: "p\(principal)"), at: now)
        agents[place].isGreeted = false
        agents[place].burned = []
        guard agents[place].eras != .modern else { return }
        let agent = agents[place]
        request(
            place, "initialize",
            [
                "protocolVersion": .string(agent.revision.rawValue),
                "capabilities": .object(Script.capabilities(agent.abilities)),
                "clientInfo": ["name": "agent", "version": "1"],
            ], isModern: false)
    }

    /// An agent goes away; the hub hears of it after all that was sent before.
    mutating func disconnect(_ place: Int, _ connection: AgentID) {
        trace.add(now, "agent \(connection.number) goes away")
        agents[place].connection = nil
        agents[place].open = []
        send(.agentGone(connection), through: .fromAgent(connection))
    }

    /// Sends a request.
    ///
    /// - Parameter change: what more there is to say about it.
    mutating func request(
        _ place: Int, _ method: String, _ params: JSONObject, isModern: Bool,
        _ change: (inout Attempt, inout JSONObject) -> Void = { _, _ in }
    ) {
        guard let (attempt, message) = prepared(place, method, params, isModern: isModern, change) else { return }
        say(.request(attempt), message, place)
    }

    private mutating func prepared(
        _ place: Int, _ method: String, _ params: JSONObject, isModern: Bool,
        _ change: (inout Attempt, inout JSONObject) -> Void
    ) -> (Attempt, ByteBuffer)? {
        let agent = agents[place]
        guard let connection = agent.connection, let id = agent.freeID(&dice) else { return nil }
        var attempt = Attempt(
            number: nextNumber(), agent: place, connection: connection, principal: agent.principal, id: id,
            method: method, params: params, version: isModern ? .latest : agent.revision,
            abilities: agent.abilities)
        var written = params
        change(&attempt, &written)
        if isModern {
            written["_meta"] = .object(
                Script.meta(attempt.number, attempt.abilities, attempt.token, attempt.level))
        } else if let token = attempt.token {
            written["_meta"] = ["progressToken": token.json, "sim/attempt": .number(JSONNumber(attempt.number))]
        }
        agents[place].open.append((id, attempt))
        return (attempt, Message.request(id: id, method: method, params: written.isEmpty ? nil : written).buffer)
    }

    /// An agent sends several requests in one line. Only one revision allows that.
    private mutating func batch(_ place: Int) {
        guard agents[place].eras != .modern, agents[place].revision.allowsBatches else {
            return say(.garbage, #"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, place)
        }
        guard agents[place].isGreeted else { return }
        var kinds: [AgentLine.Kind] = []
        var texts: [String] = []
        for _ in 0..<2 {
            let (method, params, server, marker) = newCall(place)
            let change: (inout Attempt, inout JSONObject) -> Void = { attempt, _ in
                attempt.server = server
                attempt.marker = marker
            }
            guard let (attempt, message) = prepared(place, method, params, isModern: false, change) else { continue }
            kinds.append(.request(attempt))
            texts.append(String(buffer: message))
        }
        guard !texts.isEmpty else { return }
        say(.batch(kinds), "[\(texts.joined(separator: ","))]", place)
    }

    /// Whether the next request of an agent is of the modern era.
    private mutating func isModern(_ place: Int) -> Bool {
        switch agents[place].eras {
        case .modern: true
        case .legacy: false
        case .both: dice.chance(50)
        }
    }

    private mutating func call(_ place: Int) {
        let agent = agents[place]
        let (method, params, key, marker) = newCall(place)
        let modern = isModern(place)
        let token = agent.freeToken(&dice)
        let level: LoggingLevel? = modern && dice.chance(40) ? dice.pick([.debug, .info, .warning]) : nil
        request(place, method, params, isModern: modern) { attempt, _ in
            attempt.server = key
            attempt.marker = marker
            attempt.token = token
            attempt.level = level
        }
    }

    private mutating func newCall(_ place: Int) -> (String, JSONObject, server: String, Marker) {
        let marker = Marker(call: nextNumber(), agent: place, principal: agents[place].principal)
        let key = dice.pick(servers).key
        let (method, params) = callParams(key, marker)
        return (method, params, key, marker)
    }

    private mutating func callParams(_ key: String, _ marker: Marker) -> (String, JSONObject) {
        let owner = JSONValue.string("\(marker)")
        switch dice.number(0..<20) {
        case 0..<12:
            let name = JSONValue.string("\(key)__\(dice.pick(["echo", "echo", "ask", "ask", "ask", "extra0"]))")
            return ("tools/call", ["name": name, "arguments": ["owner": owner]])
        case 12:
            let name = JSONValue.string("\(key)__\(dice.pick(["echo", "nothing"]))")
            return (
                "tools/call",
                ["name": "hub_call_tool", "arguments": ["name": name, "arguments": ["owner": owner]]]
            )
        case 13: return ("tools/call", ["name": "hub_search_tools", "arguments": ["query": owner]])
        case 14, 15: return ("prompts/get", ["name": .string("\(key)__greet"), "arguments": ["owner": owner]])
        case 16, 17: return ("resources/read", ["uri": .string("sim-\(key)://\(marker)")])
        default:
            return (
                "completion/complete",
                [
                    "ref": ["type": "ref/prompt", "name": .string("\(key)__greet")],
                    "argument": ["name": "owner", "value": owner],
                ]
            )
        }
    }

    private mutating func list(_ place: Int) {
        let method = dice.pick([
            "tools/list", "tools/list", "prompts/list", "resources/list", "resources/templates/list",
        ])
        let params: JSONObject = dice.chance(10) ? ["cursor": "no cursor"] : [:]
        request(place, method, params, isModern: isModern(place))
    }

    private mutating func cancelSomething(_ place: Int) {
        let open = agents[place].open
        guard !open.isEmpty else { return }
        cancel(place, dice.pick(open).id)
    }

    mutating func cancel(_ place: Int, _ id: RequestID) {
        guard agents[place].open.contains(where: { $0.id == id && $0.attempt.method != "initialize" }) else { return }
        agents[place].open.removeAll { $0.id == id }
        let message = Message.notification(method: "notifications/cancelled", params: ["requestId": id.json])
        say(.cancel(id), message.buffer, place)
    }

    /// An agent sends what is not allowed: a request whose id is still open.
    private mutating func repeatID(_ place: Int) {
        guard let (id, open) = agents[place].open.last, open.isCall else { return }
        let attempt = Attempt(
            number: nextNumber(), agent: place, connection: open.connection, principal: open.principal, id: id,
            method: "ping", params: [:], version: agents[place].revision, abilities: [])
        agents[place].burned.append(id)
        say(.request(attempt), Message.request(id: id, method: "ping", params: nil).buffer, place)
    }

    private mutating func subscribe(_ place: Int) {
        let uri = "sim-\(dice.pick(servers).key)://\(dice.pick(["fixed", "other"]))"
        let method = dice.chance(60) ? "resources/subscribe" : "resources/unsubscribe"
        request(place, method, ["uri": .string(uri)], isModern: false)
    }

    private mutating func listen(_ place: Int) {
        var filter = JSONObject()
        if dice.chance(70) { filter["toolsListChanged"] = true }
        if dice.chance(30) { filter["promptsListChanged"] = true }
        if dice.chance(30) { filter["resourcesListChanged"] = true }
        if dice.chance(60) {
            filter["resourceSubscriptions"] = .array([.string("sim-\(dice.pick(servers).key)://fixed"), "sim-x://no"])
        }
        request(place, "subscriptions/listen", ["notifications": .object(filter)], isModern: true)
    }

    private mutating func simple(_ place: Int) {
        if isModern(place) { return request(place, dice.pick(["server/discover", "no/such"]), [:], isModern: true) }
        if dice.chance(60) {
            let level = dice.pick([LoggingLevel.debug, .info, .warning, .error])
            return request(place, "logging/setLevel", ["level": .string(level.rawValue)], isModern: false) {
                attempt, _ in
                attempt.level = level
            }
        }
        request(place, dice.pick(["ping", "no/such"]), [:], isModern: false)
    }
}

import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// What the environment does to all of them.
extension Simulation {
    mutating func fault() throws {
        guard !isQuiet else { return }
        switch dice.number(0..<10) {
        case 0..<4: killSomeone()
        case 4..<8: try reconfigure()
        case 8: try tell("approvals changed") { $0.trustChanged(at: $1) }
        default: stopAnswering()
        }
    }

    private mutating func killSomeone() {
        let running = children.keys.sorted()
        guard !running.isEmpty else { return }
        end(dice.pick(running), ChildEnding(isError: true, reason: "was ended by signal 9"))
    }

    /// One process says nothing any more.
    private mutating func stopAnswering() {
        let running = children.keys.sorted()
        guard !running.isEmpty else { return }
        children[dice.pick(running)]?.isStuck = true
    }

    /// One server is removed, comes back, is changed so that it has to be restarted, or only in how it is treated.
    private mutating func reconfigure() throws {
        var configuration = core.configuration
        let place = dice.number(0..<servers.count)
        let key = servers[place].key
        let configured = configuration.servers.firstIndex { $0.key == key }
        switch dice.number(0..<5) {
        case 0: configuration.servers.removeAll { $0.key == key }
        case 1, 2:
            let era = scripts[key]?.revision.era ?? .modern
            var server = Setting.server(key, era, &dice)
            server.endpoint = .process(
                ProcessEndpoint(command: Setting.template(key), arguments: [Setting.template("\(nextNumber())")]))
            servers[place] = server
            if let configured {
                configuration.servers[configured] = server
            } else {
                configuration.servers.append(server)
            }
        case 3:
            if let configured {
                configuration.servers[configured].settings.callTimeout = dice.pick([.seconds(2), nil])
                configuration.servers[configured].settings.start = dice.pick([.eager, .lazy])
                configuration.servers[configured].settings.idleStop = dice.pick([.seconds(1), nil])
            } else {
                configuration.servers.append(servers[place])
            }
        default:
            if let configured { configuration.servers[configured].isDisabled = dice.chance(70) }
            configuration.settings.toolListing = dice.pick([.all, .own])
        }
        let new = configuration
        oracle.tally.note(.configuration)
        try tell("another configuration: \(new.enabledServers.map(\.key))") { $0.configure(new, at: $1) }
    }
}

/// How a world comes to rest.
extension Simulation {
    /// From now on nobody begins anything. Processes with calls end, or answer; agents leave, or wait.
    mutating func becomeQuiet() throws {
        isQuiet = true
        trace.add(now, "it becomes quiet")
        for id in children.keys.sorted() {
            guard let child = children[id] else { continue }
            if child.isStuck || child.owesAnswer || dice.chance(30) {
                end(id, ChildEnding(isError: true, reason: "was ended by signal 9"))
            } else {
                for call in child.calls { goOn(id, call.id) }
            }
        }
        for place in agents.indices {
            guard let connection = agents[place].connection, dice.chance(50) else { continue }
            disconnect(place, connection)
        }
    }

    /// The hub is ended.
    mutating func end() throws {
        oracle.isEnded = true
        try tell("stop") { $0.stop(at: $1) }
    }
}

import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

extension Simulation {
    /// Does what the hub says, after having looked at it.
    mutating func perform(_ effect: RoutingEffect) throws {
        switch effect {
        case .sendToAgent(let id, let line, _):
            trace.add(now, "hub -> agent \(id.number): \(String(buffer: line))")
            let message = try oracle.sent(line, to: id)
            send(.toAgent(id, message), through: .toAgent(id))
        case .sendToChild(let id, let line):
            trace.add(now, "hub -> child \(id.number): \(String(buffer: line))")
            let message = try oracle.sent(line, to: id)
            send(.toChild(id, message), through: .toChild(id))
        case .launch(let id, let server): try launch(id, server)
        case .terminate(let id):
            trace.add(now, "hub ends child \(id.number)")
            try oracle.terminating(id)
            send(.ended(id, ChildEnding(isError: true, reason: "was ended by signal 15")), through: .fromChild(id))
        case .merge(let catalogs, let configuration):
            trace.add(now, "hub merges")
            try oracle.mergeAsked()
            let merged = RegistryMerger(now: WallTime(milliseconds: 0)).merge(
                catalogs: catalogs, configuration: configuration, trust: trust, version: core.snapshot.version + 1)
            trust = merged.trust
            queue.add(.merged(merged.snapshot), at: now + dice.delay(upTo: .milliseconds(200)))
        case .runOwnTool(let call, let tool, let arguments):
            trace.add(now, "hub runs \(tool)")
            let marker = arguments.flatMap { Marker.all(in: $0).first }.map { serial($0) }
            queue.add(.ownTool(call, marker), at: now + dice.delay(upTo: .milliseconds(50)))
        case .note(let server, let text): trace.add(now, "hub notes of \(server ?? "itself"): \(text)")
        case .keep, .record: break
        }
    }

    private mutating func launch(_ id: ConnectionID, _ server: ServerConfiguration) throws {
        trace.add(now, "hub launches child \(id.number), \(server.key)")
        guard let script = scripts[server.key] else { throw Violation("\(server.key) is launched and is no server") }
        try oracle.launching(id, server.key, isModern: script.isModern, core.connections[id]?.lane)
        children[id] = ScriptedChild(id, script)
        let delay = dice.delay(upTo: .milliseconds(100))
        if !isQuiet, dice.chance(script.failingLaunches) {
            let ending = ChildEnding(isError: true, reason: "could not be started: no such file")
            return queue.add(.ended(id, ending), at: now + delay)
        }
        queue.add(.launched(id), at: now + delay)
    }

    /// A tool of the hub itself comes to its end.
    mutating func ownTool(_ call: CallID, _ marker: Marker?) throws {
        oracle.tally.note(.ownTool)
        if let marker { oracle.register(marker, .result) }
        let text = marker.map { "\($0)" } ?? "done"
        try tell("own tool") {
            $0.ownToolFinished(call, ["content": [["type": "text", "text": .string(text)]]], at: $1)
        }
    }
}

import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

extension Simulation {
    /// How many things may happen after it has become quiet: more mean that the hub never comes to rest.
    static let quietSteps = 4_000

    /// Lets everything happen, and then everything come to its end.
    ///
    /// - Returns: how many things have happened.
    /// - Throws: ``Violation``.
    mutating func run() throws -> Int {
        var steps = 0
        try tell("begin") { $0.begin(at: $1) }
        while stepsLeft > 0, try happen() { steps += 1 }
        try becomeQuiet()
        if dice.chance(10) { try end() }
        var left = Self.quietSteps
        while try happen() {
            left -= 1
            steps += 1
            try Violation.unless(left > 0, "The hub does not come to rest")
        }
        try oracle.checkRest(core)
        try end()
        while try happen() {
            left -= 1
            try Violation.unless(left > 0, "The hub does not come to rest after its end")
        }
        try oracle.checkEnd(core)
        return steps
    }

    /// The next thing happens.
    ///
    /// - Returns: false when there is none.
    private mutating func happen() throws -> Bool {
        guard let (time, event) = queue.next() else { return false }
        now = time
        oracle.now = time
        switch event {
        case .act(let place): act(place)
        case .react(let place, let reaction): react(place, reaction)
        case .fromAgent, .agentGone: try fromAgent(event)
        case .toAgent(let id, let message): receive(message, id)
        case .fromChild, .launched, .closedOutput, .ended: try fromChild(event)
        case .toChild(let id, let message): receive(message, id)
        case .step(let id, let call): step(id, call: call)
        case .murmur(let id): murmur(id)
        case .merged(let snapshot):
            oracle.merging(to: snapshot, core)
            try tell("merged") { $0.merged(snapshot, at: $1) }
            try oracle.checkAnnouncements()
        case .ownTool(let call, let marker): try ownTool(call, marker)
        case .alarm: try alarm()
        case .fault: try fault()
        }
        return true
    }

    /// Tells the hub something, does what it says, and checks it all.
    mutating func tell(_ what: @autoclosure () -> String, _ body: (inout RoutingCore, Duration) -> Void) throws {
        trace.add(now, "hub <- \(what())")
        stepsLeft -= 1
        body(&core, now)
        let effects = core.effects
        core.effects = []
        for effect in effects { try perform(effect) }
        try oracle.checkTables(core)
        if let alarm = core.alarm, scheduledAlarm.map({ alarm < $0 || $0 < now }) ?? true {
            scheduledAlarm = max(alarm, now)
            queue.add(.alarm, at: max(alarm, now))
        }
    }

    private mutating func alarm() throws {
        scheduledAlarm = nil
        guard let alarm = core.alarm else { return }
        if alarm <= now {
            try tell("time") { $0.timePassed(at: $1) }
            try Violation.unless(
                core.alarm.map { $0 > now } ?? true,
                "The hub wants to be woken at \(core.alarm ?? .zero), which is over")
        }
        guard let next = core.alarm, scheduledAlarm == nil else { return }
        scheduledAlarm = next
        queue.add(.alarm, at: next)
    }

    private mutating func fromAgent(_ event: Event) throws {
        switch event {
        case .fromAgent(let id, let line):
            guard oracle.agents[id] != nil else { return }
            try oracle.receiving(line, from: id, at: now)
            try tell("agent \(id.number): \(String(buffer: line.bytes))") { $0.agentSent(line.bytes, from: id, at: $1) }
            try oracle.checkRefusals()
        case .agentGone(let id):
            oracle.agentGone(id)
            try tell("agent \(id.number) is gone") { $0.agentDisconnected(id, at: $1) }
        default: break
        }
    }

    private mutating func fromChild(_ event: Event) throws {
        switch event {
        case .fromChild(let id, let line): try fromChild(id, line)
        case .launched(let id):
            guard children[id] != nil else { return }
            try tell("child \(id.number) was launched") { $0.childLaunched(id, at: $1) }
        case .closedOutput(let id):
            guard children[id] != nil else { return }
            try tell("child \(id.number) closed its output") { $0.childClosedOutput(id, at: $1) }
        case .ended(let id, let ending):
            guard children.removeValue(forKey: id) != nil else { return }
            oracle.childEnded(id)
            try tell("child \(id.number) \(ending.reason)") { $0.childEnded(id, ending, at: $1) }
            try oracle.checkLost(id)
        default: break
        }
    }

    private mutating func fromChild(_ id: ConnectionID, _ line: ChildLine) throws {
        guard children[id] != nil else { return }
        oracle.receiving(line, from: id)
        if case .oversized = line.kind {
            try tell("child \(id.number): a line that is too long") {
                $0.childSentOversized(line.bytes, limit: 1, from: id, at: $1)
            }
        } else {
            try tell("child \(id.number): \(String(buffer: line.bytes))") { $0.childSent(line.bytes, from: id, at: $1) }
        }
        oracle.source = nil
    }
}

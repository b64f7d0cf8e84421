import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// A hub, the agents before it and the children behind it in a world without processes, threads and real time.
///
/// One seed decides all that happens. After each thing that the hub is told, ``Oracle`` looks at everything that the
/// hub does, and at what it keeps. What agents and children know they know from messages alone.
struct Simulation {
    let seed: UInt64
    var dice: RandomSource
    var now = Duration.zero
    var queue = EventQueue<Event>()
    var core: RoutingCore
    var oracle: Oracle
    var trace: Trace

    var agents: [ScriptedAgent] = []
    /// The processes that run, by the hub's ids for them.
    var children: [ConnectionID: ScriptedChild] = [:]
    /// How each server behaves.
    var scripts: [String: ChildScript] = [:]
    /// What the servers are configured as, including those that are not at the moment.
    var servers: [ServerConfiguration] = []
    /// The states that agents were given, newest last.
    var states: [KnownState] = []
    var trust = TrustStore()

    /// Nobody begins anything any more, and who was asked answers: in the end nothing may be left.
    var isQuiet = false
    /// How many more things the hub is told before it becomes quiet.
    var stepsLeft: Int
    var pipeTimes: [Pipe: Duration] = [:]
    /// For when the alarm is in the queue already.
    var scheduledAlarm: Duration?
    private var lastNumber = 0

    /// Makes the world of a seed.
    init(seed: UInt64, isTracing: Bool = false) {
        self.seed = seed
        var dice = RandomSource(seed: seed &* 0x2545_F491_4F6C_DD1D &+ 1)
        let setting = Setting(&dice)
        scripts = setting.scripts
        servers = setting.configuration.servers
        let catalogs = setting.knownCatalogs
        let merged = RegistryMerger(now: WallTime(milliseconds: 0)).merge(
            catalogs: catalogs, configuration: setting.configuration, trust: trust, version: 1)
        trust = merged.trust
        core = RoutingCore(
            setting.configuration, identity: Implementation(name: Oracle.hubName, version: "1"), catalogs: catalogs,
            snapshot: merged.snapshot, cursorSeal: CursorSeal(key: Array(repeating: 1, count: 32)),
            stateSeal: StateSeal(key: Array(repeating: 2, count: 32)), seed: dice.next(), at: .zero)
        oracle = Oracle(lifetime: setting.configuration.settings.limits.parkedCallLifetime)
        trace = Trace(isOn: isTracing)
        stepsLeft = dice.number(40..<120)
        self.dice = dice
        for place in 0..<setting.principals.count {
            agents.append(ScriptedAgent(place, principal: setting.principals[place], &self.dice))
            queue.add(.act(place), at: self.dice.delay(upTo: .milliseconds(100)))
        }
        for _ in 0..<setting.faultCount { queue.add(.fault, at: self.dice.delay(upTo: .seconds(4))) }
    }

    /// A number that nothing else has.
    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    /// Puts a message into a pipe: it comes out after a while, behind all that was put in before.
    mutating func send(_ event: Event, through pipe: Pipe, within longest: Duration = .milliseconds(20)) {
        let time = max(pipeTimes[pipe] ?? .zero, now + dice.delay(upTo: longest))
        pipeTimes[pipe] = time
        queue.add(event, at: time)
    }

    /// The message that repeats a marker.
    mutating func serial(_ marker: Marker) -> Marker { marker.with(serial: nextNumber()) }
}

/// What has happened in a simulation, for people.
struct Trace {
    let isOn: Bool
    private(set) var lines: [String] = []

    init(isOn: Bool) {
        self.isOn = isOn
    }

    mutating func add(_ now: Duration, _ text: @autoclosure () -> String) {
        guard isOn else { return }
        lines.append("\(now / .microseconds(1)) \(text())")
    }
}

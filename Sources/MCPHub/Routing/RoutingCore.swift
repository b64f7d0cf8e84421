import JSONRPC
import MCP
import NIOCore

/// The hub as one value: it is told what agents and children do, and says what is to be done.
///
/// It has no thread, no clock and no descriptor of its own, and nothing in it waits: whoever owns it reads, writes,
/// launches and keeps the time. So all of it can be driven by a test, at any speed and in any order.
///
/// Times are those since the start of a clock of the owner's choice. Every method that takes one first takes note of
/// it; what has become due since then is done by ``timePassed(at:)`` only. ``effects`` are to be taken after each
/// call, and ``alarm`` says when the next call is due if nothing happens before.
struct RoutingCore: Sendable {
    /// What the hub calls itself.
    let identity: Implementation
    /// The same as JSON.
    let hubInfo: ByteBuffer
    let scanner: EnvelopeScanner
    let cursorSeal: CursorSeal
    let stateSeal: StateSeal
    /// When the hub was started.
    let started: Duration
    /// An agent that has declared nothing.
    let nobody: AgentCapabilities

    /// What the hub is told to do.
    var configuration: HubConfiguration
    /// What agents see that may see everything.
    var whole: RegistryView
    /// What other agents see.
    var views: [AgentIdentity.View: RegistryView] = [:]
    /// Whether every call is told of when it ends, recorded in a file or not.
    var recordsCalls = false
    /// Whether a merge is under way.
    private var isMergeUnderWay = false
    /// When what has changed since is merged; nil when nothing has. What changes within a moment is merged together.
    private var mergeTime: Duration?

    /// Whether the hub is being ended, and nothing is to be begun.
    var isEnding = false
    var agents: [AgentID: AgentSession] = [:]
    var knownCapabilities = CapabilityMemo()
    /// When a child became known that was not known before; the start of the hub before that.
    var lastLearned: Duration
    /// Whether a request may be waiting for children to be known.
    var hasUnserved = false
    var servers: [String: ServerState] = [:]
    var connections: [ConnectionID: ChildConnection] = [:]
    var calls: [CallID: Call] = [:]
    var questions: [QuestionID: Question] = [:]
    /// The states that may not be used again, until they expire anyway.
    var spentStates: [Int: Duration] = [:]

    /// What is to be done, in order.
    var effects: [RoutingEffect] = []
    /// When ``timePassed(at:)`` is due; nil for never. It may be early, never late.
    private(set) var alarm: Duration?
    var now: Duration
    private var lastNumber = 0
    private var random: RandomSource

    /// Creates a hub that has not begun.
    ///
    /// - Parameters:
    ///   - catalogs: what the children offered when they were last seen.
    ///   - snapshot: the same, merged.
    ///   - seed: decides the jitter of restarts, and nothing else.
    init(
        _ configuration: HubConfiguration, identity: Implementation, catalogs: [ChildCatalog],
        snapshot: RegistrySnapshot, cursorSeal: CursorSeal = .random(), stateSeal: StateSeal = .random(),
        seed: UInt64, at now: Duration
    ) {
        self.configuration = configuration
        self.identity = identity
        hubInfo = identity.json.buffer
        whole = RegistryView(snapshot, configuration.settings)
        self.cursorSeal = cursorSeal
        self.stateSeal = stateSeal
        self.now = now
        started = now
        lastLearned = now
        nobody = AgentCapabilities(ClientCapabilities(), hub: identity)
        scanner = EnvelopeScanner(limits: configuration.settings.limits.json)
        random = RandomSource(seed: seed)
        for server in configuration.enabledServers {
            servers[server.key] = ServerState(server, catalog: catalogs.first { $0.child == server.key })
        }
    }

    /// Everything that agents see together.
    var snapshot: RegistrySnapshot { whole.snapshot }

    /// A number that was never used before in this hub.
    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    /// A random number from 0 up to 1.
    mutating func jitter() -> Double { Double.random(in: 0..<1, using: &random) }

    /// Asks for ``timePassed(at:)`` at that time or before.
    mutating func wake(at time: Duration) {
        if alarm.map({ time < $0 }) ?? true { alarm = time }
    }

    /// Does everything that is due. What is not yet due asks for its time again.
    mutating func timePassed(at now: Duration) {
        self.now = now
        alarm = nil
        for key in servers.keys.sorted() { checkTimes(of: key) }
        for id in connections.keys.sorted() { checkTimes(of: id) }
        for id in calls.keys.sorted() { checkTimes(of: id) }
        for (nonce, expiry) in spentStates where isDue(expiry) { spentStates[nonce] = nil }
        mergeIfDue()
        serveWaiting()
    }

    /// Whether something is due at `time`; if it is not, asks to be woken then.
    mutating func isDue(_ time: Duration?) -> Bool {
        guard let time else { return false }
        if time <= now { return true }
        wake(at: time)
        return false
    }

    /// How long to wait for more changes before they are merged.
    static let mergeDelay = Duration.milliseconds(5)

    /// Whether what agents see is not what is known.
    var isMerging: Bool { isMergeUnderWay || mergeTime != nil }

    /// Asks for a new snapshot, once at a time.
    mutating func requestMerge() {
        guard mergeTime == nil else { return }
        mergeTime = now + Self.mergeDelay
        wake(at: now + Self.mergeDelay)
    }

    private mutating func mergeIfDue() {
        guard !isMergeUnderWay, isDue(mergeTime) else { return }
        isMergeUnderWay = true
        mergeTime = nil
        let catalogs = configuration.enabledServers.compactMap { servers[$0.key]?.catalog }
        effects.append(.merge(catalogs, configuration))
    }

    /// A new snapshot is there.
    mutating func merged(_ snapshot: RegistrySnapshot, at now: Duration) {
        self.now = now
        isMergeUnderWay = false
        show(snapshot)
        mergeIfDue()
        serveWaiting()
    }

    /// Something that decides what may be offered has changed outside, such as an approval.
    mutating func trustChanged(at now: Duration) {
        self.now = now
        requestMerge()
    }
}

/// A small generator of random numbers whose whole state is a value (SplitMix64).
struct RandomSource: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension HubLimits {
    /// The bounds for one message.
    var json: JSONLimits { JSONLimits(maximumBytes: messageBytes, maximumDepth: depth) }
}

extension HubSettings {
    /// What of the tools is listed. An agent that can search and call by search does not pay for reading them all.
    func listed(_ tools: ExposedList) -> ExposedList {
        guard toolListing == .own else { return tools }
        let own = Set(self.tools.map(\.rawValue))
        return tools.filtered { own.contains($0) }
    }
}

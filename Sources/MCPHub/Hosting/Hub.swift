import JSONRPC
import Locking
import MCP
import NIOCore
import Polling
import Processes
import SystemPackage

/// Many servers behind one: launches them, merges what they offer, and serves it to agents of both eras.
///
/// All of it runs on one thread, which waits for descriptors: a message is read, routed and written without a hop
/// between tasks. What takes time (starting processes, merging, files) is done elsewhere and reported back.
public actor Hub {
    let loop: any HubLoop
    let options: HubOptions
    let clockStart = ContinuousClock.now
    let inbox = AgentInbox()
    /// Which arguments callers over HTTP have to repeat.
    let mirrors = MirrorTable()
    let published: Locked<PublishedSettings>
    /// Told when what is offered, or to whom, may have become another.
    let changes = Broadcast<Void>()
    var core: RoutingCore
    var agents: [AgentID: AgentChannel] = [:]
    var children: [ConnectionID: ChildChannel] = [:]
    /// Whose output has something to be flushed.
    var dirtyAgents: [AgentID] = []
    var dirtyChildren: [ConnectionID] = []
    /// What the last process of each server has left behind, after it has gone.
    var lastErrors: [String: [String]] = [:]
    var registry: RegistryKeeper
    var search: ToolSearch?
    /// Ends the servers should this process be killed; nil when there is none, for a reason that was told.
    var guardian: Task<Guardian?, Never>?
    var audit: AuditLog?
    var waiters: [CheckedContinuation<Void, Never>] = []
    /// The writing of what was learned, once for all that changes within a moment.
    var saving: Task<Void, Never>?
    private var alarm: Duration?
    private var isStopping = false

    /// The thread that everything runs on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Prepares a hub: reads what it remembers of its servers, so that it can tell what they offer before they start.
    ///
    /// - Throws: ``PollFailure`` when the system has no thread left, ``NameCollision`` when two servers would offer the
    ///   same under one name, ``TrustStoreFailure`` when changed tools are to be withheld and the approvals cannot be read, ``PrivateFileFailure`` when calls cannot be recorded, ``ExpansionError`` when the path of
    ///   the record names a variable that is not set.
    public init(_ configuration: HubConfiguration, options: HubOptions) throws {
        loop = try options.loop ?? PollLoop(name: "mcphub")
        self.options = options
        let configuration = configuration.adding(options.inProcessServers)
        registry = try RegistryKeeper(configuration, options)
        let merged = registry.mergeRemembered(configuration)
        if let collision = merged.snapshot.nameCollisions.first { throw collision }
        core = RoutingCore(
            configuration, identity: options.hubVersion, catalogs: registry.remembered(configuration),
            snapshot: merged.snapshot, seed: UInt64.random(in: .min ... .max), at: .zero)
        published = Locked(PublishedSettings(configuration))
        mirrors.update(merged.snapshot)
        core.recordsCalls = options.onCall != nil
        audit = try Self.auditLog(configuration, options)
    }

    /// Begins: servers that are to run are started in the background.
    public func start() async {
        if let executable = options.executable { guardian = startGuardian(executable) }
        core.begin(at: uptime)
        settle()
    }

    private func startGuardian(_ executable: String) -> Task<Guardian?, Never> {
        let log = options.log
        return Task.detached {
            do { return try await Guardian.start(executable: executable) } catch {
                log(HubLogEntry(.warning, "servers may survive if this program is killed: \(error)"))
                return nil
            }
        }
    }

    /// What agents are offered at this moment.
    public func snapshot() async -> RegistrySnapshot { core.snapshot }

    /// Ends every server, and waits until all are gone.
    public func stop() async {
        guard !isStopping else { return }
        isStopping = true
        core.stop(at: uptime)
        settle()
        for id in agents.keys.sorted() { leave(id) }
        while !children.isEmpty { await change() }
        await save()
        await audit?.stop()
        await guardian?.value?.stop()
    }

    deinit { loop.stop() }

    /// Takes over another configuration while agents stay connected. Only servers that are different are restarted.
    public func reload(_ configuration: HubConfiguration) async {
        let configuration = configuration.adding(options.inProcessServers)
        published.withLock { $0 = PublishedSettings(configuration) }
        core.configure(configuration, at: uptime)
        settle()
        changes.send(())
    }

    /// The time since the hub was made.
    var uptime: Duration { ContinuousClock.now - clockStart }

    /// Does what the core has decided, writes what is to be written, and sets the alarm anew.
    func settle() {
        while !core.effects.isEmpty {
            var effects: [RoutingEffect] = []
            swap(&effects, &core.effects)
            for effect in effects { perform(effect) }
        }
        flush()
        setAlarm()
        if registry.hasChanges, saving == nil, !isStopping { saveSoon() }
        if !waiters.isEmpty { wakeWaiters() }
    }

    private func setAlarm() {
        guard core.alarm != alarm else { return }
        alarm = core.alarm
        loop.setAlarm(alarm.map { clockStart + $0 }) { self.assumeIsolated { $0.ring() } }
    }

    private func ring() {
        alarm = nil
        core.timePassed(at: uptime)
        settle()
    }

    /// Waits until something has happened.
    func change() async {
        await withCheckedContinuation { waiters.append($0) }
    }

    func wakeWaiters() {
        let woken = waiters
        waiters = []
        for waiter in woken { waiter.resume() }
    }

    private static func auditLog(_ configuration: HubConfiguration, _ options: HubOptions) throws -> AuditLog? {
        guard let settings = configuration.settings.audit else { return nil }
        let path = try settings.path.expandedPath(in: options.environment)
        return try AuditLog(path: FilePath(path), redacts: settings.redact, log: options.log)
    }
}

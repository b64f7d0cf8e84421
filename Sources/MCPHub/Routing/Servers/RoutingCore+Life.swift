import JSONRPC
import MCP
import NIOCore

/// The life of the children: when they are started, what happens when they end, and when they are let go.
extension RoutingCore {
    /// How long a child must be ready before earlier failures no longer count.
    static let settleTime = Duration.seconds(10)

    /// Begins: children that are to run are started, all at once and in the background.
    mutating func begin(at now: Duration) {
        self.now = now
        for server in configuration.enabledServers { beginServer(server.key) }
        // What was never seen has to be started once to be known, also if it is started only when it is needed.
        for key in servers.keys.sorted() where servers[key]?.isUnknown == true { needToKnow(key) }
    }

    private mutating func beginServer(_ key: String) {
        guard let server = servers[key], server.settings.isolation == .shared else { return }
        change(key, .shared, .begin)
    }

    private mutating func needToKnow(_ key: String) {
        guard let server = servers[key] else { return }
        change(key, server.laneKey(for: ""), .needed)
    }

    /// Ends everything: agents get their answers and the ends of their subscriptions, children are told to go. Nothing
    /// is started any more.
    mutating func stop(at now: Duration) {
        self.now = now
        isEnding = true
        closeSubscriptions()
        serveWaiting()
        // None of them may wait any more: one that ends makes room for the next, which would be sent for nothing.
        for id in calls.keys { leaveLine(id) }
        for id in calls.keys.sorted() { endCall(id) }
        for key in servers.keys.sorted() { stopServer(key) }
    }

    private mutating func endCall(_ id: CallID) {
        withdrawQuestions(of: id)
        if let call = calls[id] { cancelAtChild(call, reason: "The hub ends") }
        abandon(id, reason: "does not answer any more: the hub ends", .serverEnded)
    }

    /// Follows a new configuration. Only what is different is touched; agents stay.
    mutating func configure(_ new: HubConfiguration, at now: Duration) {
        self.now = now
        let difference = ConfigurationDifference(from: configuration, to: new)
        configuration = new
        for key in difference.removed {
            stopServer(key)
            servers[key] = nil
        }
        for key in difference.restarted {
            stopServer(key)
            // What it offered stays listed until the new process says otherwise, or it would vanish for a moment.
            if let server = new[key] { servers[key] = ServerState(server, catalog: servers[key]?.catalog) }
        }
        for key in difference.adjusted {
            guard let server = new[key] else { continue }
            servers[key]?.configuration = server
            for lane in servers[key]?.lanes.keys.sorted() ?? [] {
                servers[key]?.lanes[lane]?.life.adjust(server.settings)
            }
        }
        for key in difference.added { servers[key] = new[key].map { ServerState($0, catalog: nil) } }
        for key in difference.restarted + difference.added + difference.adjusted {
            beginServer(key)
            if !difference.adjusted.contains(key) { watchAgain(key) }
            if servers[key]?.isCatalogCurrent == false, servers[key]?.lanes.isEmpty == true { needToKnow(key) }
        }
        whole = RegistryView(snapshot, configuration.settings)
        views = [:]
        if !difference.isEmpty { requestMerge() }
    }

    private mutating func stopServer(_ key: String) {
        for lane in servers[key]?.lanes.keys.sorted() ?? [] { change(key, lane, .stop) }
    }

    /// Tells the life of a lane what has happened, and does what it says.
    mutating func change(_ key: String, _ lane: LaneKey, _ event: ChildLife.Event) {
        guard let server = servers[key], !isEnding || event == .stop else { return }
        if server.lanes[lane] == nil { servers[key]?.lanes[lane] = Lane(server.settings) }
        let jitter = jitter()
        guard let actions = servers[key]?.lanes[lane]?.life.receive(event, jitter: jitter) else { return }
        for action in actions { perform(action, key, lane) }
    }

    private mutating func perform(_ action: ChildLife.Action, _ key: String, _ lane: LaneKey) {
        switch action {
        case .launch(let launch):
            if launch > 1 { servers[key]?.lanes[lane]?.restartCount += 1 }
            let deadline = now + (servers[key]?.settings.startTimeout ?? .seconds(60))
            servers[key]?.lanes[lane]?.startDeadline = deadline
            wake(at: deadline)
            self.launch(key, lane, launch, era: servers[key]?.firstEra ?? .modern)
        case .terminate:
            if let connection = servers[key]?.lanes[lane]?.connection { terminate(connection) }
        case .wait(let time, let launch):
            servers[key]?.lanes[lane]?.retry = (launch, now + time)
            wake(at: now + time)
        case .failCalls(let reason): failCalls(key, lane, reason)
        }
    }

    /// Starts a process.
    mutating func launch(_ key: String, _ lane: LaneKey, _ launch: Int, era: ProtocolVersion.Era) {
        guard let server = servers[key] else { return }
        let id = ConnectionID(number: nextNumber())
        servers[key]?.lanes[lane]?.connection = id
        servers[key]?.lanes[lane]?.isListing = false
        servers[key]?.lanes[lane]?.settleTime = nil
        connections[id] = ChildConnection(
            id: id, server: key, lane: lane, launch: launch, startedAt: now, isAskedFirst: era == .modern,
            probe: EraProbe(era: era),
            requests: RequestTable(limit: configuration.settings.limits.concurrentCallsPerServer + 64))
        effects.append(.launch(id, server.configuration))
    }

    /// Ends a process. It belongs to nothing from now on, and nothing it says counts.
    mutating func terminate(_ id: ConnectionID) {
        guard let connection = connections[id], !connection.isEnding else { return }
        connections[id]?.isEnding = true
        if servers[connection.server]?.lanes[connection.lane]?.connection == id {
            servers[connection.server]?.lanes[connection.lane]?.connection = nil
            servers[connection.server]?.lanes[connection.lane]?.isListing = false
        }
        effects.append(.terminate(id))
    }

    /// A process has been started.
    mutating func childLaunched(_ id: ConnectionID, at now: Duration) {
        self.now = now
        guard let connection = connections[id], !connection.isEnding else { return }
        follow(connection.probe.first, id)
    }

    /// The standard output of a process is at its end. Its exit usually follows at once and tells more.
    mutating func childClosedOutput(_ id: ConnectionID, at now: Duration) {
        self.now = now
        guard connections[id]?.isEnding == false else { return }
        connections[id]?.endDeadline = now + .milliseconds(25)
        wake(at: now + .milliseconds(25))
    }

    /// A process is gone, or could not be started.
    mutating func childEnded(_ id: ConnectionID, _ ending: ChildEnding, at now: Duration) {
        self.now = now
        lose(id, ending)
        connections[id] = nil
    }

    private mutating func lose(_ id: ConnectionID, _ ending: ChildEnding) {
        guard let connection = connections[id], !connection.isEnding else { return }
        connections[id]?.isEnding = true
        if connection.greeting == nil, ending.reason != ChildEnding.closedOutput.reason {
            let action = connections[id]?.probe.receive(.exited)
            if case .relaunchAndInitialize = action, connection.isAskedFirst, !ending.isPermanent {
                return relaunch(connection)
            }
        }
        if servers[connection.server]?.lanes[connection.lane]?.connection == id {
            servers[connection.server]?.lanes[connection.lane]?.connection = nil
            servers[connection.server]?.lanes[connection.lane]?.isListing = false
        }
        change(connection.server, connection.lane, connection.event(for: ending))
        serveWaiting()
    }

    /// Some servers exit on a request they do not expect: they are started again and greeted in the older way.
    private mutating func relaunch(_ connection: ChildConnection) {
        launch(connection.server, connection.lane, connection.launch, era: .legacy)
        guard let next = servers[connection.server]?.lanes[connection.lane]?.connection else { return }
        connections[next]?.probe.hasRelaunched()
    }

    /// A child is greeted and can be called.
    mutating func becomeReady(_ id: ConnectionID) {
        guard let connection = connections[id] else { return }
        let (key, lane) = (connection.server, connection.lane)
        connections[id]?.startDuration = now - connection.startedAt
        servers[key]?.lanes[lane]?.startDeadline = nil
        servers[key]?.lanes[lane]?.settleTime = now + Self.settleTime
        servers[key]?.lanes[lane]?.idleSince = now
        wake(at: now + Self.settleTime)
        change(key, lane, .ready(launch: connection.launch))
        updateLogLevel(of: id)
        beginLists(id)
        watchAll(id)
        sendWaiting(key, lane)
        noteIdle(key, lane)
    }

    /// Does what is due for a server.
    mutating func checkTimes(of key: String) {
        for lane in servers[key]?.lanes.keys.sorted() ?? [] {
            guard let state = servers[key]?.lanes[lane] else { continue }
            if let retry = state.retry, isDue(retry.time) {
                servers[key]?.lanes[lane]?.retry = nil
                change(key, lane, .waited(launch: retry.launch))
            }
            if isDue(state.startDeadline) { startTooLong(key, lane) }
            if isDue(state.settleTime), let id = state.connection, let launch = connections[id]?.launch {
                servers[key]?.lanes[lane]?.settleTime = nil
                change(key, lane, .settled(launch: launch))
            }
            if isDue(idleEnd(key, lane)) {
                servers[key]?.lanes[lane]?.idleSince = nil
                change(key, lane, .idle)
            }
        }
    }

    private mutating func startTooLong(_ key: String, _ lane: LaneKey) {
        servers[key]?.lanes[lane]?.startDeadline = nil
        guard let state = servers[key]?.lanes[lane], state.life.state == .starting, let id = state.connection,
            let launch = connections[id]?.launch
        else { return }
        let time = servers[key]?.settings.startTimeout ?? .zero
        change(key, lane, .broke(launch: launch, reason: "was not ready within \(time), its startTimeout"))
    }

    /// When a lane has had nothing to do for as long as it may; nil when it has something, or may run for ever.
    private func idleEnd(_ key: String, _ lane: LaneKey) -> Duration? {
        guard let server = servers[key], let state = server.lanes[lane], state.life.state == .ready,
            state.open.isEmpty, state.waiting.isEmpty, state.watchers.isEmpty, !state.isListing,
            let since = state.idleSince
        else { return nil }
        // A process that was started only to learn what the server offers has done its work, unless it is to run.
        let isOnlyForListing = lane == .principal("") || (server.settings.start == .lazy && server.callCount == 0)
        if isOnlyForListing, server.isCatalogCurrent { return min(since + .seconds(1), since + idleStop(server)) }
        return server.settings.idleStop.map { since + $0 }
    }

    private func idleStop(_ server: ServerState) -> Duration { server.settings.idleStop ?? .seconds(1) }

    /// Takes note that a lane has nothing to do any more, if that is so.
    mutating func noteIdle(_ key: String, _ lane: LaneKey) {
        guard let state = servers[key]?.lanes[lane], state.open.isEmpty, state.waiting.isEmpty else { return }
        servers[key]?.lanes[lane]?.idleSince = now
        if let end = idleEnd(key, lane) { wake(at: end) }
    }

    /// Does what is due for a process.
    mutating func checkTimes(of id: ConnectionID) {
        guard let connection = connections[id], !connection.isEnding else { return }
        if isDue(connection.endDeadline) {
            connections[id]?.endDeadline = nil
            lose(id, .closedOutput)
            effects.append(.terminate(id))
            return
        }
        if isDue(connection.probeDeadline) { probeTimedOut(id) }
        if isDue(connection.listDeadline) { finishLists(id) }
        if isDue(connection.relistTime) {
            connections[id]?.relistTime = nil
            beginLists(id)
        }
    }
}

extension ChildConnection {
    /// What the end of the process means for the life of the server.
    fileprivate func event(for ending: ChildEnding) -> ChildLife.Event {
        if ending.isPermanent { return .unusable(launch: launch, reason: ending.reason) }
        if ending.isError || greeting == nil { return .broke(launch: launch, reason: ending.reason) }
        return .finished(launch: launch)
    }
}

import JSONRPC
import MCP
import NIOCore
import Polling
import Processes

extension Hub {
    /// How everything is at this moment.
    public func status() async -> HubStatus { currentStatus }

    /// Waits until every server is ready and has told what it offers, is not to run, or has failed at least once.
    public func waitUntilSettled(timeout: Duration) async { await wait(timeout) { $0.isSettled } }

    /// Waits until every server that is on its way up has told what it offers, now or in an earlier run.
    func waitUntilKnown(timeout: Duration) async { await wait(timeout) { !$0.core.mayLearnMore } }

    private func wait(_ timeout: Duration, until isReached: (isolated Hub) -> Bool) async {
        guard !isReached(self) else { return }
        let end = uptime + timeout
        let deadline = Task {
            try? await Task.sleep(for: timeout)
            wakeWaiters()
        }
        defer { deadline.cancel() }
        while uptime < end, !isReached(self) { await change() }
    }

    private var isSettled: Bool {
        guard !core.isMerging else { return false }
        return core.servers.values.allSatisfy { server in
            guard !server.lanes.isEmpty else { return true }
            return server.lanes.values.allSatisfy { lane in
                switch lane.life.state {
                case .ready: server.isCatalogCurrent && !lane.isListing
                case .configured, .starting: false
                case .dormant, .backingOff, .failed, .stopped: true
                }
            }
        }
    }

    var currentStatus: HubStatus {
        var status = HubStatus(servers: core.configuration.enabledServers.map(serverStatus))
        status.agents = core.agents.count
        status.unsentBytes = agents.values.reduce(0) { $0 + ($1.lines?.output.pendingBytes ?? 0) }
        status.openCalls = core.calls.values.count { $0.park == nil }
        status.parkedCalls = core.calls.values.count { $0.park != nil }
        status.snapshotVersion = core.snapshot.version
        status.toolCount = core.snapshot.tools.count
        status.collisions = core.snapshot.collisions.map(\.description)
        status.notes = registry.lastMerge?.notes ?? []
        return status
    }

    private func serverStatus(_ configuration: ServerConfiguration) -> ServerStatus {
        let key = configuration.key
        guard let server = core.servers[key] else { return ServerStatus(key: key, state: .stopped) }
        var status = ServerStatus(key: key, state: server.state)
        status.protocolVersion = server.catalog?.protocolVersion
        status.serverInfo = server.catalog?.serverInfo
        addOffer(of: server, to: &status)
        let mine = core.calls.values.filter { $0.route?.child == key }
        status.openCalls = mine.count { $0.park == nil }
        status.parkedCalls = mine.count { $0.park != nil }
        status.waitingCalls = server.lanes.values.reduce(0) { $0 + $1.waiting.count }
        status.unsentBytes = server.lanes.values.compactMap(\.connection)
            .reduce(0) { $0 + (children[$1]?.output?.pendingBytes ?? 0) }
        status.totalCalls = server.callCount
        status.restarts = server.lanes.values.reduce(0) { $0 + $1.restartCount }
        status.problems = server.catalog?.problems.map(\.description) ?? []
        status.errorLines = lastErrors[key] ?? []
        addProcess(of: server, to: &status)
        status.hiddenText = registry.lastMerge?.hidden[key]?.map(\.description) ?? []
        status.trust = registry.lastMerge?.decisions[key]
        status.unapproved = registry.lastMerge?.withheld[key] ?? []
        return status
    }

    private func addOffer(of server: ServerState, to status: inout ServerStatus) {
        guard let catalog = server.catalog else { return }
        let snapshot = core.snapshot
        let tools = catalog.tools.entries.compactMap {
            snapshot.toolNames.name(of: Route(child: catalog.child, name: $0.key))
        }
        status.toolCount = tools.count
        status.definitionBytes = tools.reduce(0) { $0 + (snapshot.tools.entry($1)?.readableBytes ?? 0) }
        status.promptCount = catalog.prompts.entries.count
        status.resourceCount = catalog.resources.entries.count
        status.templateCount = catalog.resourceTemplates.entries.count
    }

    private func addProcess(of server: ServerState, to status: inout ServerStatus) {
        guard let id = server.lanes.values.compactMap(\.connection).min(), let connection = core.connections[id] else {
            return
        }
        status.processID = children[id]?.child?.processID
        status.startTime = connection.startDuration
        status.noiseLines = connection.noiseCount
        status.firstNoise = connection.firstNoise
        status.problems += connection.listProblems
        if let lines = children[id]?.errors.lines(last: 20), !lines.isEmpty { status.errorLines = lines }
    }
}

extension ServerState {
    /// How the server is, if it has several processes the busiest of them.
    fileprivate var state: ChildLife.State {
        let states = lanes.values.map(\.life.state)
        return states.first { $0 == .ready } ?? states.first { $0 == .starting } ?? states.first ?? .configured
    }
}

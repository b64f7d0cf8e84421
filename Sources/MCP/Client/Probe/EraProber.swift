import JSONRPC

/// Carries out what ``EraProbe`` decides, on real connections.
struct EraProber: Sendable {
    let info: Implementation
    let handlers: ClientHandlers
    let options: ClientOptions
    let open: @Sendable () async throws -> any Transport

    /// What a server has said of itself in either way.
    private struct Findings {
        var discovered: DiscoverResult?
        var initialized: InitializeResult?
    }

    /// What a step of the probe came to.
    private enum Report: Sendable {
        case discovered(DiscoverResult)
        case initialized(InitializeResult)
        case event(EraProbe.Event)
        case abandoned
    }

    /// Connects, closing every connection that does not become the client's.
    func connect() async throws -> Client {
        var (connection, changes) = try await makeConnection()
        var probe = EraProbe(era: options.firstEra)
        var findings = Findings()
        var action = probe.first
        let greeting: ServerGreeting
        do {
            settling: while true {
                let current = connection
                action = await withTaskGroup(of: Report.self) { group in
                    await drive(&probe, from: action, on: current, &findings, &group)
                }
                guard case .relaunchAndInitialize(let version) = action else { break settling }
                await connection.close()
                (connection, changes) = try await makeConnection()
                action = .sendInitialize(version)
            }
            try Task.checkCancellation()
            greeting = try self.greeting(action, findings)
        } catch {
            await connection.close()
            throw error
        }
        if greeting.protocolVersion.era == .legacy { await connection.notify(InitializedNotificationParams()) }
        return Client(
            info: info, handlers: handlers, options: options, connection: connection, changes: changes,
            greeting: greeting)
    }

    /// Follows the probe on one connection until it is settled or needs another process.
    private func drive(
        _ probe: inout EraProbe, from first: EraProbe.Action, on connection: ClientConnection,
        _ findings: inout Findings, _ group: inout TaskGroup<Report>
    ) async -> EraProbe.Action {
        var action = first
        while true {
            switch action {
            case .sendDiscover(let version): addDiscover(version, on: connection, to: &group)
            case .sendInitialize(let version): addInitialize(version, on: connection, to: &group)
            case .wait: break
            case .useModern, .useLegacy, .fail, .relaunchAndInitialize:
                group.cancelAll()
                return action
            }
            guard let report = await group.next() else { return .fail(.silent) }
            action = take(report, &probe, &findings)
        }
    }

    private func take(_ report: Report, _ probe: inout EraProbe, _ findings: inout Findings) -> EraProbe.Action {
        switch report {
        case .discovered(let result):
            findings.discovered = result
            return probe.receive(.discovered(result.supportedVersions))
        case .initialized(let result):
            findings.initialized = result
            return probe.receive(.initialized(result.protocolVersion))
        case .event(let event): return probe.receive(event)
        case .abandoned: return .wait
        }
    }

    private func addDiscover(
        _ version: ProtocolVersion, on connection: ClientConnection, to group: inout TaskGroup<Report>
    ) {
        group.addTask {
            await report({ .discoverFailed($0) }) {
                let params = DiscoverRequestParams(meta: modernMeta(version))
                let result = try await connection.request(DiscoverRequestParams.method, isProbe: true) { _ in
                    params.object
                }
                return .discovered(try DiscoverResult(result))
            }
        }
        addTimer(options.probeTime, .discoverTimedOut, to: &group)
    }

    private func addInitialize(
        _ version: ProtocolVersion, on connection: ClientConnection, to group: inout TaskGroup<Report>
    ) {
        group.addTask {
            await report({ .initializeFailed($0) }) {
                let params = InitializeRequestParams(
                    protocolVersion: version, capabilities: handlers.capabilities, clientInfo: info)
                let result = try await connection.request(InitializeRequestParams.method, isProbe: true) { _ in
                    params.object
                }
                return .initialized(try InitializeResult(result))
            }
        }
        addTimer(options.connectTime, .initializeTimedOut, to: &group)
    }

    private func addTimer(_ time: Duration, _ event: EraProbe.Event, to group: inout TaskGroup<Report>) {
        group.addTask { [clock = options.clock] in
            do { try await clock.sleep(for: time) } catch { return .abandoned }
            return .event(event)
        }
    }

    private func report(
        _ failed: (RPCError) -> EraProbe.Event, _ work: () async throws -> Report
    ) async -> Report {
        do { return try await work() } catch let error as RPCError {
            return .event(failed(error))
        } catch is TransportClosed {
            return .event(.exited)
        } catch let failure as DecodingFailure {
            return .event(failed(.internalError("The server's answer makes no sense: \(failure)")))
        } catch {
            return .abandoned
        }
    }

    private func modernMeta(_ version: ProtocolVersion) -> RequestMeta {
        RequestMeta(protocolVersion: version, clientCapabilities: handlers.capabilities, clientInfo: info)
    }

    private func greeting(_ action: EraProbe.Action, _ findings: Findings) throws(ConnectionFailure) -> ServerGreeting {
        switch action {
        case .useModern(let version):
            guard let result = findings.discovered else { throw .silent }
            return ServerGreeting(
                protocolVersion: version, capabilities: result.capabilities, serverInfo: result.meta?.serverInfo,
                instructions: result.instructions)
        case .useLegacy(let version):
            guard let result = findings.initialized else { throw .silent }
            return ServerGreeting(
                protocolVersion: version, capabilities: result.capabilities, serverInfo: result.serverInfo,
                instructions: result.instructions)
        case .fail(let failure): throw failure
        default: throw .silent
        }
    }

    /// A new connection, and what its server tells of changes.
    private func makeConnection() async throws -> (ClientConnection, Broadcast<ServerChange>) {
        let (connection, changes) = (ClientConnection(try await open()), Broadcast<ServerChange>())
        connection.start(ServerRequests(handlers: handlers, changes: changes).delegate)
        return (connection, changes)
    }
}

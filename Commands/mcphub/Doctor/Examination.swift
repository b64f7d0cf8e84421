import MCPHub

/// Looks at servers, each in a hub of its own so that none hides what another does.
struct Examination {
    let program: ProgramEnvironment
    let trust: TrustStore
    /// How many servers are started at the same time.
    private static let width = 4

    /// Looks at all servers, in the order of the configuration.
    func run(_ configuration: HubConfiguration) async throws -> [ServerReport] {
        let servers = configuration.enabledServers
        return try await withThrowingTaskGroup(of: (Int, ServerReport).self) { group in
            var reports: [Int: ServerReport] = [:]
            for position in servers.indices {
                if position >= Self.width, let (done, report) = try await group.next() { reports[done] = report }
                group.addTask { (position, try await look(at: servers[position], configuration)) }
            }
            for try await (done, report) in group { reports[done] = report }
            return servers.indices.compactMap { reports[$0] }
        }
    }

    private func look(
        at server: ServerConfiguration, _ configuration: HubConfiguration
    ) async throws -> ServerReport {
        let preflight = Preflight(server, environment: program.variables).findings
        if preflight.contains(where: { $0.severity == .error }) { return ServerReport(server.key, preflight) }
        var alone = configuration
        alone.servers = [server]
        return try await LocalHub.run(alone.forLooking, in: program) { local in
            let catalog = await local.hub.snapshot().catalogs[server.key]
            let status = await local.hub.status()[server.key] ?? ServerStatus(key: server.key)
            let decision = catalog.map { trust.decision(on: ToolSetFingerprint($0), of: server.key) }
            return ServerReport(server, preflight: preflight, status: status, catalog: catalog, trust: decision)
        }
    }
}

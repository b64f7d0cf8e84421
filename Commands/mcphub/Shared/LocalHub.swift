import MCP
import MCPHub

/// A hub inside this process, for as long as one command takes.
struct LocalHub {
    let hub: Hub

    /// Starts a hub, waits until its servers are up or have failed, and stops it in any case.
    static func run<Result: Sendable>(
        _ configuration: HubConfiguration, in program: ProgramEnvironment, costs: CostService? = nil,
        _ body: (LocalHub) async throws -> Result
    ) async throws -> Result {
        let local: LocalHub
        do {
            let options = program.hubOptions(StandardErrorLog(.error), costs)
            local = LocalHub(hub: try Hub(configuration, options: options))
        } catch {
            throw CommandFailure(.hubFailed, error)
        }
        await local.hub.start()
        await local.hub.waitUntilSettled(timeout: configuration.longestStart)
        do {
            let result = try await body(local)
            await local.hub.stop()
            return result
        } catch {
            await local.hub.stop()
            throw error
        }
    }

    /// Connects to the hub as an agent does.
    func withClient<Result: Sendable>(
        _ handlers: ClientHandlers, _ body: (Client) async throws -> Result
    ) async throws -> Result {
        let (near, far) = InMemoryTransport.pair()
        let serving = Task { await hub.attach(far, as: AgentIdentity(principal: "local")) }
        do {
            let client = try await Client.connect(
                name: "mcphub", version: HubVersion.text, handlers: handlers, open: { near })
            let result = try await body(client)
            await client.close()
            await serving.value
            return result
        } catch {
            await near.close()
            await serving.value
            throw error
        }
    }
}

extension ProgramEnvironment {
    /// What a hub of this program is given.
    func hubOptions(_ log: StandardErrorLog, _ costs: CostService? = nil) -> HubOptions {
        var options = HubOptions(
            environment: variables, locations: locations, executable: Self.executable,
            hubVersion: HubVersion.implementation, log: log.add)
        options.inProcessServers = costs.map { [$0.server] } ?? []
        let remote = LazyRemoteServers(environment: variables)
        options.dial = { server in try remote.value().transport(to: server.url, headers: server.headers) }
        return options
    }
}

extension HubStatus {
    /// Says on standard error what the user should know, and which servers are not usable.
    ///
    /// - Returns: whether all of them are.
    func tellProblems() -> Bool {
        for line in notes + collisions { Terminal.tell("mcphub: \(line)") }
        let broken = servers.filter { !$0.isUsable }
        for server in broken {
            let reason = server.problem ?? "it is \(server.state.name)"
            Terminal.tell("mcphub: server '\(server.key)' is not usable: \(reason)")
        }
        if !broken.isEmpty { Terminal.tell("mcphub: for more, run: mcphub doctor \(broken[0].key)") }
        return broken.isEmpty
    }
}

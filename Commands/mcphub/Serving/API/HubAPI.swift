import CostAPI
import HTTPServing
import MCPHub

/// REST and WebSocket as faces of a hub.
struct HubAPI: Sendable {
    let service: APIService

    /// Prepares them; nil where the configuration does not want them.
    ///
    /// - Throws: ``CommandFailure`` for a variable that is no number.
    init?(_ hub: Hub, _ settings: HubSettings, _ costs: CostService?, _ program: ProgramEnvironment) throws {
        guard settings.api.offer else { return nil }
        var backend = APIBackend(
            registry: { HubRegistry(hub, for: $0) },
            offers: { name in await hub.snapshot().tools.entry(name) != nil },
            changes: { hub.registryChanges() })
        backend.serverStates = {
            await hub.status().servers.map { ServerStateReport($0) }
        }
        if let costs {
            backend.dataVersion = { await costs.dataVersion() }
            backend.uploads = costs.uploads
        }
        let asks = (settings.access.mode ?? .none) != .none
        var options = APIOptions(
            version: HubVersion.text, standardRole: asks ? .viewer : .admin, asksForCredentials: asks
        ) { WallTime.now().milliseconds }
        options.liveConnections = try Self.connections(program)
        service = APIService(backend, options)
    }

    private static func connections(_ program: ProgramEnvironment) throws(CommandFailure) -> Int {
        guard let text = program.variables["WS_MAX_CONNECTIONS"], !text.isEmpty else { return 1_000 }
        guard let count = Int(text), count > 0 else {
            throw CommandFailure(.usage, "WS_MAX_CONNECTIONS is no number greater than 0.")
        }
        return count
    }

    /// Lets the API through the front door: its page without credentials, its events with a ticket.
    func adjust(_ door: inout FrontDoor) {
        let service = service
        door.openPaths.formUnion(APIService.openPaths)
        door.ticketPaths = Set(APIService.webSocketPaths + ["/api/events"])
        door.hangUps = service.hangUps
        door.ticketHolder = { service.redeem($0) }
    }
}

extension ServerStateReport {
    fileprivate init(_ status: ServerStatus) {
        self.init(
            name: status.key, state: status.state.name, toolCount: status.toolCount, restarts: status.restarts)
    }
}

import JSONRPC
import MCPHub

/// What `/health` tells.
struct HubHealth: Sendable {
    let hub: Hub
    let costs: CostService?
    let api: HubAPI?
    private let start = ContinuousClock.now

    /// The version, the time since the start, and how every service is.
    func json() async -> JSONValue {
        let status = await hub.status()
        let database = await costs?.isReachable()
        let servers = status.servers.map { server -> JSONValue in
            ["name": .string(server.key), "state": .string(server.state.name)]
        }
        let isWell = database != false && status.servers.allSatisfy { $0.state.name != "failed" }
        return [
            "status": isWell ? "ok" : "degraded", "version": .string(HubVersion.text),
            "uptimeSeconds": .number(JSONNumber(Int((ContinuousClock.now - start) / .seconds(1)))),
            "services": [
                "database": .string(database.map { $0 ? "up" : "down" } ?? "off"),
                "cache": api == nil ? "off" : "memory", "queue": api == nil ? "off" : "memory",
                "scheduler": "off", "ai": "off",
            ],
            "servers": .array(servers), "tools": .number(JSONNumber(status.toolCount)),
            "agents": .number(JSONNumber(status.agents)),
        ]
    }
}

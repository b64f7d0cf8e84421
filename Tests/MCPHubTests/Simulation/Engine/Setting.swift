import JSONRPC
import MCP

@testable import MCPHub

/// How a world begins: who is there, and how the hub is configured.
struct Setting {
    let scripts: [String: ChildScript]
    let configuration: HubConfiguration
    /// What the hub remembers of an earlier run.
    let knownCatalogs: [ChildCatalog]
    /// Whom each agent acts for.
    let principals: [Int]
    let faultCount: Int

    init(_ dice: inout RandomSource) {
        let keys = Array(["a", "b", "c"].prefix(dice.pick([1, 2, 2, 3])))
        var scripts: [String: ChildScript] = [:]
        var servers: [ServerConfiguration] = []
        for key in keys {
            scripts[key] = ChildScript(key, &dice)
            servers.append(Self.server(key, scripts[key]?.revision.era ?? .modern, &dice))
        }
        self.scripts = scripts
        configuration = HubConfiguration(settings: Self.settings(&dice), servers: servers)
        let isRemembered = dice.chance(60)
        knownCatalogs = keys.compactMap { isRemembered && dice.chance(80) ? scripts[$0]?.catalog : nil }
        let principalCount = dice.pick([1, 2, 2, 3])
        principals = (0..<dice.number(2..<5)).map { _ in dice.number(0..<principalCount) }
        faultCount = dice.pick([0, 1, 2, 4])
    }

    private static func settings(_ dice: inout RandomSource) -> HubSettings {
        var settings = HubSettings()
        settings.trust = .off
        if dice.chance(50) { settings.tools = [.callTool, .searchTools] }
        settings.limits.parkedCallLifetime = dice.pick([.seconds(2), .seconds(30), .seconds(600)])
        settings.limits.parkedCallsPerPrincipal = dice.pick([1, 32, 32])
        settings.limits.concurrentCallsPerServer = dice.pick([1, 2, 256, 256])
        settings.limits.concurrentCalls = dice.pick([3, 1024, 1024])
        if dice.chance(20) { settings.audit = AuditSettings(path: template("audit.jsonl")) }
        return settings
    }

    static func server(
        _ key: String, _ era: ProtocolVersion.Era, _ dice: inout RandomSource
    ) -> ServerConfiguration {
        var settings = ServerSettings()
        settings.start = dice.chance(30) ? .lazy : .eager
        settings.idleStop = dice.chance(20) ? .seconds(2) : nil
        settings.startTimeout = dice.pick([.seconds(1), .seconds(10), .seconds(60)])
        settings.callTimeout = dice.pick([.seconds(1), .seconds(5), .seconds(300), nil])
        settings.isolation = dice.chance(30) ? .perPrincipal : .shared
        settings.restart.policy = dice.pick([.always, .onFailure, .onFailure, .never])
        settings.restart.maximumAttempts = dice.pick([1, 3])
        if dice.chance(30) { settings.era = era == .modern ? .modern : .legacy }
        let endpoint = ServerEndpoint.process(ProcessEndpoint(command: template(key), arguments: []))
        return ServerConfiguration(key: key, endpoint: endpoint, settings: settings, origin: origin)
    }

    private static let origin = Origin(SourcePosition(file: "simulation", line: 1, column: 1), pointer: "")

    static func template(_ text: String) -> Template {
        do { return try Template(text, origin: origin) } catch { preconditionFailure("\(error)") }
    }
}

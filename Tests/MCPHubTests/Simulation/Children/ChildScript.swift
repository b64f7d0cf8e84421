import JSONRPC
import MCP

@testable import MCPHub

/// How one server behaves, whichever of its processes it is.
struct ChildScript {
    /// What a server of the handshake era does with `server/discover`, and how fast a modern one answers it.
    enum Probe: Hashable {
        case refuse, silent, exit, garbage, late
    }

    let key: String
    let revision: ProtocolVersion
    let probe: Probe
    /// How long it takes to answer what the hub itself asks.
    let slowness: Duration
    // How often, of a hundred times, it does what.
    let asks: Int
    let failingLaunches: Int
    let crashes: Int
    let murmurs: Int
    /// Whether it goes on with calls that were cancelled.
    let ignoresCancellation: Bool
    /// Whether it answers calls that were cancelled.
    let answersCancelled: Bool
    let tellsChanges: Bool
    let hasLogging: Bool
    /// Whether it says nothing, ever.
    let isMute: Bool
    /// How many more tools than the usual it lists; all processes of a server list the same.
    var extraTools = 0

    var isModern: Bool { revision.era == .modern }
    var greetable: Bool { !isMute }

    init(_ key: String, _ dice: inout RandomSource) {
        self.key = key
        let legacy: [ProtocolVersion] = [.v2024_11_05, .v2025_03_26, .v2025_06_18, .v2025_11_25, .v2025_11_25]
        revision = dice.chance(40) ? .v2026_07_28 : dice.pick(legacy)
        let isModern = revision.era == .modern
        probe =
            isModern
            ? dice.pick(weighted: [(9, .refuse), (1, .late)])
            : dice.pick(weighted: [(6, .refuse), (1, .silent), (2, .exit), (1, .garbage)])
        slowness = dice.pick(weighted: [(8, .milliseconds(30)), (1, .milliseconds(700)), (1, .seconds(6))])
        asks = dice.pick([0, 30, 60, 90])
        failingLaunches = dice.pick(weighted: [(6, 0), (2, 10), (1, 60)])
        crashes = dice.pick(weighted: [(5, 0), (3, 3), (1, 15)])
        murmurs = dice.pick([0, 0, 30, 90])
        ignoresCancellation = dice.chance(20)
        answersCancelled = dice.chance(30)
        tellsChanges = dice.chance(60)
        hasLogging = dice.chance(60)
        isMute = dice.chance(3)
    }
}

extension ChildScript {
    var capabilities: JSONObject {
        var capabilities: JSONObject = [
            "tools": tellsChanges ? ["listChanged": true] : [:], "prompts": [:], "completions": [:],
            "resources": ["subscribe": .bool(tellsChanges), "listChanged": .bool(tellsChanges)],
        ]
        if hasLogging { capabilities["logging"] = [:] }
        return capabilities
    }

    /// The entries of a list.
    func entries(_ kind: ListKind) -> [JSONValue] {
        switch kind {
        case .tools:
            return (["echo", "ask"] + (0..<extraTools).map { "extra\($0)" }).map {
                ["name": .string($0), "inputSchema": ["type": "object"]]
            }
        case .prompts: return [["name": "greet"]]
        case .resources: return [["uri": .string("sim-\(key)://fixed"), "name": "fixed"]]
        case .resourceTemplates: return [["uriTemplate": .string("sim-\(key)://{owner}"), "name": "any"]]
        }
    }

    /// What the hub may have remembered of it from an earlier run.
    var catalog: ChildCatalog? {
        guard let capabilities = try? ServerCapabilities(json: .object(capabilities)) else { return nil }
        var catalog = ChildCatalog(
            child: key, protocolVersion: revision, serverInfo: Implementation(name: key, version: "1"),
            capabilities: capabilities)
        for kind in ListKind.allCases {
            var collector = ListCollector(kind)
            let result: JSONValue = .object([kind.member: .array(entries(kind))])
            guard let page = try? ListPage(kind, result: result.serialized.span) else { return nil }
            _ = collector.receive(page)
            catalog[kind] = collector.list
        }
        return catalog
    }
}

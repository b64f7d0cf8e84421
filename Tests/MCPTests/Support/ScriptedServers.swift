import JSONRPC
import Locking
import MCP
import TestClock

/// Starts servers that a test plays: every ``open()`` makes a connection and hands its other end to the test.
final class ScriptedServers: Sendable {
    private let started = Locked<[RawPeer]>([])

    /// How often a server was started.
    var count: Int { started.withLock(\.count) }

    func open() -> any Transport {
        let (client, server) = InMemoryTransport.pair()
        started.withLock { $0.append(RawPeer(server)) }
        return client
    }

    /// The server that was started as number `position`, as soon as it is.
    func server(_ position: Int = 0) async -> RawPeer {
        await eventually { self.count > position }
        return started.withLock { $0[position] }
    }
}

/// What servers of both eras say of themselves.
enum Greeting {
    static func discovered(_ versions: [ProtocolVersion] = ["2026-07-28"]) -> JSONObject {
        [
            "resultType": "complete", "supportedVersions": .array(versions.map(\.json)), "instructions": "modern",
            "capabilities": capabilities, "ttlMs": 0, "cacheScope": "private",
            "_meta": [MetaKey.serverInfo: ["name": "scripted", "version": "1"]],
        ]
    }

    static func initialized(_ version: ProtocolVersion = .latestLegacy) -> JSONObject {
        [
            "protocolVersion": version.json, "capabilities": capabilities, "instructions": "legacy",
            "serverInfo": ["name": "scripted", "version": "1"],
        ]
    }

    private static let capabilities: JSONValue = [
        "tools": ["listChanged": true], "resources": ["subscribe": true, "listChanged": true],
    ]
}

extension ClientOptions {
    /// The defaults, measured with a clock that a test moves.
    static func timed(by clock: ManualClock) -> ClientOptions {
        var options = ClientOptions()
        options.clock = clock
        return options
    }
}

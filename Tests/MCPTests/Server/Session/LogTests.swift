import JSONRPC
import MCP
import Testing

@Suite(.timeLimit(.minutes(10))) struct LogTests {
    @Test(
        arguments: [
            (nil, []), ("debug", LoggingLevel.allCases),
            ("warning", [.warning, .error, .critical, .alert, .emergency]),
            ("emergency", [.emergency]),
        ] as [(JSONValue?, [LoggingLevel])])
    func `a modern request gets messages of the level it names`(
        level: JSONValue?, expected: [LoggingLevel]
    ) async throws {
        try await serving(try Self.logging()) { peer in
            try await peer.send(Wire.call(1, "log", meta: level.map { [MetaKey.logLevel: $0] } ?? [:]))
            for level in expected { #expect(try await peer.next()["params"] == Self.params(level)) }
            #expect(try await peer.next()["id"] == 1)
        }
    }

    @Test func `a legacy connection has one level, and all until it is set`() async throws {
        try await serving(try Self.logging()) { peer in
            try await peer.shakeHands()
            try await peer.send(Wire.legacyCall(1, "log"))
            for level in LoggingLevel.allCases { #expect(try await peer.next()["params"] == Self.params(level)) }
            #expect(try await peer.next()["id"] == 1)
            #expect(try await peer.ask(Wire.legacy(2, "logging/setLevel", ["level": "alert"]))["result"] == [:])
            try await peer.send(Wire.legacyCall(3, "log"))
            for level in [LoggingLevel.alert, .emergency] {
                #expect(try await peer.next()["params"] == Self.params(level))
            }
            #expect(try await peer.next()["id"] == 3)
            // The level of the connection is nothing to a modern request.
            try await peer.send(Wire.call(4, "log"))
            #expect(try await peer.next()["id"] == 4)
        }
    }

    @Test func `the level counts from the next request on`() async throws {
        try await serving(try Self.logging()) { peer in
            try await peer.shakeHands()
            try await peer.send(Wire.legacy(1, "logging/setLevel", ["level": "emergency"]))
            try await peer.send(Wire.legacyCall(2, "log"))
            #expect(try await peer.next()["id"] == 1)
            #expect(try await peer.next()["params"] == Self.params(.emergency))
            #expect(try await peer.next()["id"] == 2)
        }
    }

    @Test func `an unknown level is refused`() async throws {
        try await serving(try Self.logging()) { peer in
            try await peer.shakeHands()
            #expect(try await peer.ask(Wire.legacy(1, "logging/setLevel", ["level": "loud"])).errorCode == -32602)
            #expect(try await peer.ask(Wire.legacy(2, "logging/setLevel")).errorCode == -32602)
            #expect(try await peer.call(3, "log", meta: [MetaKey.logLevel: "loud"]).errorCode == -32602)
        }
    }

    private static func logging() throws -> Server {
        let server = Server(name: "test", version: "1")
        try server.addTool("log") { _, context in
            for level in LoggingLevel.allCases { await context.log(level, ["a": 1], logger: "l") }
            return .text("")
        }
        return server
    }

    private static func params(_ level: LoggingLevel) -> JSONValue {
        ["level": level.json, "logger": "l", "data": ["a": 1]]
    }
}

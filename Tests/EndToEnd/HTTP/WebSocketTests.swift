import HTTPServing
import Hummingbird
import MCP
import Synchronization
import Testing

/// WebSockets, spoken by another library and by raw sockets with a server of this process.
@Suite struct WebSocketTests {
    /// How many connections have begun and ended for their owner.
    private final class Counts: Sendable {
        private let begun = Atomic<Int>(0)
        private let ended = Atomic<Int>(0)

        func during(_ body: () async -> Void) async {
            begun.add(1, ordering: .relaxed)
            await body()
            ended.add(1, ordering: .relaxed)
        }

        var text: String {
            let ended = ended.load(ordering: .relaxed)
            return "{\"open\":\(begun.load(ordering: .relaxed) - ended),\"ended\":\(ended)}"
        }
    }

    private func server(_ counts: Counts) -> HTTPServer {
        let echoing: @Sendable (WebSocketConnection) async -> Void = { connection in
            await counts.during {
                while let message = await connection.receive() {
                    switch message {
                    case .text(let text): connection.send(text)
                    case .binary(let bytes): connection.send(bytes: bytes)
                    }
                }
            }
        }
        var echo = WebSocketRoute(path: "/echo", serve: echoing)
        echo.maximumMessageBytes = 64 << 10
        echo.pingInterval = .seconds(60)
        // Only here, since whoever is slow because the machine is busy is given up too.
        var attended = WebSocketRoute(path: "/attended", serve: echoing)
        attended.pingInterval = .seconds(1)
        var close = WebSocketRoute(path: "/close") { connection in
            _ = await connection.receive()
            connection.send("last word")
            connection.close(code: 4001)
        }
        close.closeTime = .seconds(1)
        close.pingInterval = .seconds(60)
        echo.closeTime = .seconds(1)
        let door = FrontDoor(
            site: SitePolicy(origins: ["https://good.example"]),
            authenticator: OneToken(), asksForCredentials: true)
        return HTTPServer(port: 0, door: door, webSockets: [echo, attended, close]) { router in
            router.get("/ended") { _, _ in counts.text }
        }
    }

    @Test func `WebSockets keep to their protocol and hold their peers to it`() async throws {
        let server = server(Counts())
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run { port.yield($0) } }
            let number = try #require(await ports.first { _ in true })
            let outcome = try await Peer.run(
                Peer.python("network", "door.py", "sockets", "--", "\(number)"), environment: ["LANG": "C.UTF-8"])
            let lines = outcome.output.split(separator: "\n").compactMap { try? JSONValue(parsing: String($0)) }
            for line in lines where line["check"] != nil {
                #expect(line["ok"] == true, "\(line["check"]?.string ?? ""): \(line["detail"]?.string ?? "")")
            }
            #expect(lines.count { $0["ok"] == true } == 10, "\(outcome.errors)")
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}

/// Lets in whoever has the token `good`.
private struct OneToken: Authenticator {
    func known(_ token: String?) -> AuthenticationOutcome? {
        guard let token else { return .missing }
        return token == "good" ? .caller(HTTPCaller(principal: "ada")) : .invalid("It is not good.")
    }

    func authenticate(_ token: String?) async -> AuthenticationOutcome { known(token) ?? .missing }
}

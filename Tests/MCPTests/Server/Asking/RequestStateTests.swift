import JSONRPC
import MCP
import Testing

/// A state is good for one retry of the request it was given for, and for nothing else.
@Suite(.timeLimit(.minutes(10))) struct RequestStateTests {
    static let ada: JSONObject = ["name": .accepted(["name": "Ada"])]

    @Test(
        arguments: [
            { $0 + "0" }, { String($0.dropLast()) }, { String($0.reversed()) }, { $0.uppercased() + "!" }, { _ in "" },
        ] as [@Sendable (String) -> String])
    func `a state that was changed is refused`(change: @Sendable (String) -> String) async throws {
        try await serving(try .asking()) { peer in
            let question = try await peer.call(1, "greet", capabilities: .all)["result"]
            let state = question?["requestState"]?.string ?? ""
            let forged: JSONValue = ["requestState": .string(change(state))]
            #expect(try await peer.retry(2, "greet", forged, Self.ada).errorCode == -32602)
            #expect(try await peer.retry(3, "greet", question, Self.ada).text == "Hello, Ada!")
        }
    }

    @Test func `a state is used once`() async throws {
        try await serving(try .asking()) { peer in
            let question = try await peer.call(1, "greet", capabilities: .all)["result"]
            #expect(try await peer.retry(2, "greet", question, Self.ada).text == "Hello, Ada!")
            #expect(try await peer.retry(3, "greet", question, Self.ada).errorCode == -32602)
        }
    }

    @Test func `a state belongs to its tool and its arguments`() async throws {
        try await serving(try .asking()) { peer in
            let question = try await peer.call(1, "greet", ["a": 1], capabilities: .all)["result"]
            #expect(try await peer.retry(2, "interview", question, Self.ada, arguments: ["a": 1]).errorCode == -32602)
            #expect(try await peer.retry(3, "greet", question, Self.ada, arguments: ["a": 2]).errorCode == -32602)
            #expect(try await peer.retry(4, "greet", question, Self.ada).errorCode == -32602)
            #expect(try await peer.retry(5, "greet", question, Self.ada, arguments: ["a": 1]).text == "Hello, Ada!")
        }
    }

    @Test func `a state is good on another connection of the same caller, and of no other`() async throws {
        let server = try Server.asking()
        let connections = ["ada", "ada", "bob", nil].map { ($0, InMemoryTransport.pair()) }
        try await withThrowingTaskGroup { group in
            for (principal, pair) in connections {
                group.addTask { await server.serve(pair.server, principal: principal) }
            }
            let peers = connections.map { RawPeer($0.1.client) }
            let question = try await peers[0].call(1, "greet", capabilities: .all)["result"]
            #expect(try await peers[2].retry(1, "greet", question, Self.ada).errorCode == -32602)
            #expect(try await peers[3].retry(1, "greet", question, Self.ada).errorCode == -32602)
            #expect(try await peers[1].retry(1, "greet", question, Self.ada).text == "Hello, Ada!")
            server.stop()
        }
    }
}

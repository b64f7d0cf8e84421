import JSONRPC
import MCP
import Testing

@Suite(.timeLimit(.minutes(10))) struct BatchTests {
    static let batch = #"""
        [{"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"jsonrpc": "2.0", "method": "x"},
         {"jsonrpc": "2.0", "id": "2", "method": "ping"}, 5]
        """#

    @Test func `a batch of revision 2025-03-26 is answered one by one`() async throws {
        try await serving(try .echoing()) { peer in
            try await peer.shakeHands(.v2025_03_26)
            try await peer.send(raw: Self.batch)
            #expect(try await peer.answer(to: 1)["result"] == [:])
            #expect(try await peer.answer(to: "2")["result"] == [:])
            #expect(try await peer.next().errorCode == -32600)
            try await peer.send(raw: "[]")
            #expect(try await peer.next().errorCode == -32600)
            try await peer.send(raw: "[{]")
            #expect(try await peer.next().errorCode == -32600)
        }
    }

    @Test(arguments: [.v2025_11_25, .v2025_06_18, .v2024_11_05, nil] as [ProtocolVersion?])
    func `any other revision has no batches`(version: ProtocolVersion?) async throws {
        try await serving(try .echoing()) { peer in
            if let version { try await peer.shakeHands(version) }
            try await peer.send(raw: Self.batch)
            #expect(try await peer.next().errorCode == -32600)
            try await peer.send(Wire.legacy(3, "ping"))
            #expect(try await peer.next()["id"] == 3)
        }
    }
}

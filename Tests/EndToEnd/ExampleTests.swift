import Foundation
import MCP
import Testing

/// The examples that the documentation shows, run as they are.
@Suite struct ExampleTests {
    @Test func `the minimal client greets through the minimal server`() async throws {
        let outcome = try await Peer.run(Peer.built("minimal-client") + Peer.built("minimal-server"))
        #expect(outcome.output == "2026-07-28, tools: greet\nHello, Ada!\n")
        #expect(outcome.succeeded)
    }

    @Test(arguments: ["MinimalServer", "MinimalClient"])
    func `a minimal example has at most twenty lines and stands in the documentation as it is`(name: String) throws {
        let source = try String(
            contentsOf: Peer.repository.appending(path: "Examples/\(name)/\(name).swift"), encoding: .utf8)
        #expect(source.split(separator: "\n").count <= 20)
        let guide = try String(contentsOf: Peer.repository.appending(path: "docs/Library.md"), encoding: .utf8)
        #expect(guide.contains("```swift\n\(source)```"))
    }

    @Test func `the example client shows the exchange with the example server`() async throws {
        let outcome = try await Peer.run(Peer.built("mcp-example-client") + Peer.built("mcp-example-server"))
        for expected in [
            "Connected to example, revision 2026-07-28", "it answered: Grüß Gott", "progress: 3",
            "it answered: Ada likes green.", "it failed: as it was asked to", "example://clock",
            "The server has ended: exited with code 0",
        ] {
            #expect(outcome.output.contains(expected), "\(expected) is missing in:\n\(outcome.output)")
        }
        #expect(outcome.succeeded)
    }

    @Test func `requests from a file are all answered before the server ends`() async throws {
        let initialize =
            #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"file","version":"1"}}}"#
        let calls = (1...50).map {
            #"{"jsonrpc":"2.0","id":\#($0),"method":"tools/call","params":{"name":"echo","arguments":{"text":"\#($0)"}}}"#
        }
        let outcome = try await Peer.run(
            Peer.built("mcp-example-server"), input: ([initialize] + calls).joined(separator: "\n"))
        let ids = try outcome.output.split(separator: "\n").map {
            try JSONValue(parsing: String($0))["id"]?.integer ?? -1
        }
        #expect(ids.sorted() == Array(0...50))
        #expect(outcome.succeeded)
    }
}

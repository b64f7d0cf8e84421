import CostModel
import CostStore
import CostTools
import JSONRPC
import MCP
import Testing

/// Resources and prompts, as a client of the server sees them.
@Suite struct ResourceTests {
    private static func withClient(_ body: @escaping @Sendable (Client) async throws -> Void) async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { store, _ in
            var options = CostToolsOptions()
            options.now = { Instant("2026-11-25") ?? Instant(seconds: 0) }
            let server = try CostTools.server(store: store, version: "1", options: options)
            let (near, far) = InMemoryTransport.pair()
            let serving = Task { await server.serve(far) }
            let client = try await Client.connect(name: "test", version: "1", open: { near })
            do { try await body(client) } catch {
                await near.close()
                await serving.value
                throw error
            }
            await client.close()
            await serving.value
        }
    }

    @Test func `resources answer as the tools do`() async throws {
        try await Self.withClient { client async throws in
            func read(_ uri: String) async throws -> JSONValue {
                guard case .text(let text)? = try await client.readResource(uri).first else { return .null }
                return try JSONValue(parsing: text.text)
            }
            let summary = try await read("cost://summary/2026-11")
            #expect(
                summary["total"] == [["amount": "37.01", "currency": "EUR"], ["amount": "160.03", "currency": "USD"]])
            #expect(try await read("cost://departments")["data"] == ["A", "B", "Unallocated"])
            #expect(try await read("cost://imports/1")["data"]?[0]?["source"] == "small.csv")
            #expect(try await read("focus://schema/1.0")["columns"]?.array?.contains("BilledCost") == true)
            await #expect(throws: RPCError.self) { try await read("focus://schema/9.9") }
            await #expect(throws: RPCError.self) { try await read("cost://imports/77") }
        }
    }

    @Test(arguments: ["monthly-review", "explain-spike", "savings-plan-review", "tag-cleanup"])
    func `a prompt names only tools that there are`(name: String) async throws {
        try await Self.withClient { client async throws in
            let tools = Set(CostTools.toolNames(CostToolsOptions()))
            let prompt = try await client.getPrompt(name, arguments: [:])
            guard case .text(let text)? = prompt.messages.first?.content else {
                Issue.record("no text")
                return
            }
            let named = text.text.split { !$0.isLetter && $0 != "_" }.filter { $0.contains("_") }.map(String.init)
            #expect(!named.isEmpty && Set(named).isSubset(of: tools), "\(named)")
        }
    }
}

import CostModel
import CostStore
import JSONRPC
import MCP
import Testing

/// Budgets: planned exactly, measured by the charges.
@Suite struct BudgetToolTests {
    @Test func `a budget is measured in its own currency and by its own charges`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let plan: JSONObject = ["name": "B in euros", "amount": "37.50", "currency": "eur", "department": "b"]
            let made = try await ask("upsert_budget", plan, nil)
            #expect(made.structuredContent?["data"]?["id"] == "b-in-euros", "\(made.content)")
            let states = try await ask("budget_status", ["budget": "b IN euros"], nil).structuredContent?["data"]
            let state = try #require(states?[0])
            #expect(state["spent"] == "30" && state["remaining"] == "7.5" && state["percent"] == "80.0")
            #expect(state["thresholdsReached"] == [80])
            #expect(state["periodStart"] == "2026-11-01" && state["periodEndExclusive"] == "2026-12-01")
            // 30 in the 21 days that there are charges for.
            #expect(state["projected"] == "42.86" && state["status"] == "projected over")
            let evidence: JSONObject = ["evidenceId": try #require(state["evidenceId"])]
            let charges = try await ask("cost_evidence", evidence, nil).structuredContent?["data"]?["charges"]
            #expect(charges?.array?.contains { $0["BilledCost"] == "30" } == true)
        }
    }

    @Test(
        arguments: [
            ["amount": "1,000", "currency": "EUR"], ["amount": "0", "currency": "EUR"],
            ["amount": "-5", "currency": "EUR"],
            ["amount": "10", "currency": "€"], ["amount": "1e400", "currency": "EUR"],
            ["amount": "10", "currency": "EUR", "start": "2026-11-02", "end": "2026-11-02"],
            ["amount": "10", "currency": "EUR", "thresholds": [0]],
            ["amount": "10", "currency": "EUR", "department": "C"],
        ] as [JSONObject])
    func `what is not certain about money is refused`(plan: JSONObject) async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { store, ask async throws in
            var plan = plan
            plan["name"] = "Plan"
            #expect(try await ask("upsert_budget", plan, nil).isError == true)
            #expect(try await store.budgets().isEmpty)
        }
    }

    @Test func `a caller of one department plans and sees only budgets of it`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { store, ask async throws in
            let whole: JSONObject = ["name": "All", "amount": 1000, "currency": "USD"]
            #expect(try await ask("upsert_budget", whole, nil).isError != true)
            #expect(try await ask("upsert_budget", whole, ["A"]).isError == true)
            #expect(
                try await ask("upsert_budget", ["name": "Own", "amount": 9, "currency": "USD"], ["A"]).isError != true)
            let own = try #require(try await store.budgets().first { $0.id == "own" })
            #expect(own.filters == [CostFilter(.department, in: ["A"])])
            let seen = try await ask("budget_status", [:], ["A"]).structuredContent?["data"]?.array ?? []
            #expect(seen.map { $0["id"] } == ["own"])
            #expect(seen[0]["spent"] == "130.01" && seen[0]["status"] == "over")
            #expect(try await ask("budget_status", [:], ["B"]).structuredContent?["data"] == [])
        }
    }
}

import CostModel
import CostStore
import JSONRPC
import MCP
import Testing

/// Comparing, allocating, coverage of tags and costs of units.
@Suite struct AnalysisToolTests {
    private func data(_ tool: String, _ arguments: JSONObject, _ ask: CostToolsTests.Ask) async throws -> JSONValue {
        let result = try await ask(tool, arguments, nil)
        let content = try #require(result.structuredContent, "\(result.content)")
        return try #require(content["data"])
    }

    @Test func `a comparison tells each currency by itself, and its rows add up to the totals`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let data = try await data("compare_costs", ["period": SmallCosts.november], ask)
            #expect(data["comparedTo"] == ["start": "2026-10-01", "endExclusive": "2026-11-01"])
            let usd = try #require(data["totals"]?.rows(["currency": "USD"]).first)
            #expect(usd["before"] == "150" && usd["after"] == "160.03" && usd["change"] == "10.03")
            #expect(usd["changePercent"] == "6.7")
            let eur = try #require(data["totals"]?.rows(["currency": "EUR"]).first)
            #expect(eur["before"] == "0" && eur["after"] == "37.01" && eur["changePercent"] == .null)
            for currency in ["USD", "EUR"] {
                let rows = data["rows"]?.rows(["currency": .string(currency)]) ?? []
                let sum = try rows.reduce(Int128(0)) { try $0 + Amount($1["change"]?.string ?? "").picos }
                let total = data["totals"]?.rows(["currency": .string(currency)]).first?["change"]?.string ?? ""
                #expect(try Amount(total).picos == sum)
            }
        }
    }

    @Test(
        arguments: [
            ["period": "2026-11", "comparedTo": "2026-10"], ["baseline": "2026-10", "comparison": "2026-11"],
            [
                "baseline": ["startDate": "2026-10-01", "endDate": "2026-11-01"],
                "comparison": ["startDate": "2026-11-01", "endDate": "2026-12-01"],
            ], ["period": "2026-11", "baseline": "previous"], ["comparison": ["period": "2026-11"]],
        ] as [JSONObject])
    func `the two periods of a comparison are named in any of the usual ways`(arguments: JSONObject) async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let content = try #require(try await ask("compare_costs", arguments, nil).structuredContent)
            #expect(content["period"] == ["start": "2026-11-01", "endExclusive": "2026-12-01"])
            #expect(content["data"]?["comparedTo"] == ["start": "2026-10-01", "endExclusive": "2026-11-01"])
            let usd = content["data"]?["totals"]?.rows(["currency": "USD"]).first
            #expect(usd?["before"] == "150" && usd?["after"] == "160.03")
        }
    }

    @Test func `a period of a comparison that is none is refused by its name`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            for key in ["baseline", "comparison", "comparedTo"] {
                let refused = try await ask("compare_costs", [key: "sometime"], nil)
                #expect(refused.isError == true && "\(refused.content)".contains(key), "\(refused.content)")
            }
        }
    }

    @Test func `pages of a comparison have every row once, and a cursor of another question is refused`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            var arguments: JSONObject = ["period": SmallCosts.november, "groupBy": "service", "top": "2"]
            var count = 0
            var first: JSONValue?
            while true {
                let content = try #require(try await ask("compare_costs", arguments, nil).structuredContent)
                count += content["data"]?["rows"]?.array?.count ?? 0
                guard let cursor = content["nextCursor"] else { break }
                first = first ?? cursor
                arguments["cursor"] = cursor
            }
            #expect(count == 5)
            let other: JSONObject = ["period": "2026-10", "cursor": try #require(first)]
            #expect(try await ask("compare_costs", other, nil).isError == true)
        }
    }

    static let rules: [(shared: JSONValue?, a: String, b: String)] = [
        // 10.00 by 130.01 : 20.02, to the cent.
        (nil, "138.68", "21.35"),
        ([["from": "unallocated", "method": "even"]], "135.01", "25.02"),
        ([["from": "Unallocated", "method": "fixed", "shares": ["A": 1, "B": "2"]]], "133.34", "26.69"),
        (["from": "Unallocated", "to": "B"], "130.01", "30.02"),
    ]

    @Test(arguments: rules.indices)
    func `allocation adds up to the cent in every currency`(index: Int) async throws {
        let rule = Self.rules[index]
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            var arguments: JSONObject = ["period": SmallCosts.november]
            arguments["shared"] = rule.shared
            let data = try await data("allocate_costs", arguments, ask)
            func allocated(_ department: String) -> JSONValue? {
                data.rows(["department": .string(department), "currency": "USD"]).first?["allocated"]
            }
            #expect(allocated("A") == .string(rule.a) && allocated("B") == .string(rule.b), "\(data)")
            #expect(allocated("Unallocated") == "0")
            for (currency, total) in [("USD", "160.03"), ("EUR", "37.01")] {
                let rows = data.rows(["currency": .string(currency)])
                let sum = try rows.reduce(Int128(0)) { try $0 + Amount($1["allocated"]?.string ?? "").picos }
                #expect(try Amount(total).picos == sum)
            }
        }
    }

    @Test(
        arguments: [
            [["from": "Nobody"]], [["from": "A", "to": "A"]], [["from": "A", "method": "fixed"]],
            [["from": "A"], ["from": "A"]], [["from": "A", "method": "fixed", "shares": ["B": -1]]],
        ] as [JSONValue])
    func `a rule that cannot hold is refused in words`(shared: JSONValue) async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let result = try await ask("allocate_costs", ["period": SmallCosts.november, "shared": shared], nil)
            #expect(result.isError == true)
            #expect("\(result.content)".contains("shared:"))
        }
    }

    @Test func `coverage of tags is by cost, in each currency`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let data = try await data("tag_coverage", ["period": SmallCosts.november, "keys": "ENV"], ask)
            let usd = try #require(data.rows(["currency": "USD"]).first)
            #expect(usd["tagged"] == "130.01" && usd["untagged"] == "30.02" && usd["percent"] == "81.2", "\(data)")
            let eur = try #require(data.rows(["currency": "EUR"]).first)
            #expect(eur["tagged"] == "30" && eur["untagged"] == "7.01")
        }
    }

    @Test func `a unit costs what the period cost, divided`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { store, ask in
            let whole: JSONObject = ["period": SmallCosts.november, "quantity": "8", "department": "a"]
            #expect(try await data("unit_costs", whole, ask)[0]?["unitCost"] == "16.25125")
            let day = try #require(Day("2026-11-03"))
            try await store.save([UsagePoint(day: day, value: Amount(10))], metric: "orders")
            let daily: JSONObject = ["period": SmallCosts.november, "usage": "orders", "granularity": "Day"]
            let rows = try await data("unit_costs", daily, ask)
            #expect(rows.rows(["start": "2026-11-03"]).first?["unitCost"] == "13.001")
            #expect(rows.rows(["start": "2026-11-10"]).first?["unitCost"] == .null)
            let unknown = try await ask("unit_costs", ["usage": "clicks"], nil)
            #expect(unknown.isError == true && "\(unknown.content)".contains("orders"))
        }
    }

    @Test func `usage that is stored divides the costs of its days`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let points: JSONObject = ["usage": "orders", "points": ["2026-11-03": "10", "2026-11-10": 4]]
            let stored = try await data("upsert_usage", points, ask)
            #expect(stored["days"] == 2 && stored["sum"] == "14" && stored["lastDay"] == "2026-11-10")
            let changed: JSONObject = ["usage": "orders", "points": [["date": "2026-11-10", "value": "2.5"]]]
            #expect(try await data("upsert_usage", changed, ask)["days"] == 1)
            let daily: JSONObject = ["period": SmallCosts.november, "usage": "orders", "granularity": "day"]
            let rows = try await data("unit_costs", daily, ask)
            #expect(rows.rows(["start": "2026-11-03"]).first?["unitCost"] == "13.001")
            #expect(rows.rows(["start": "2026-11-10"]).first?["unitCost"] == "8.008")
            #expect(try await ask("upsert_usage", points, ["A"]).isError == true)
        }
    }

    @Test(
        arguments: [
            ["2026-11-03": "-1"], ["2026-11-03": "1,000"], ["2026-11-31": "1"], ["November": "1"],
            [["date": "2026-11-03", "value": "1"], ["date": "2026-11-03", "value": "2"]],
        ] as [JSONValue])
    func `usage that is not certain is refused, and none of it is kept`(points: JSONValue) async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { store, ask in
            let result = try await ask("upsert_usage", ["usage": "orders", "points": points], nil)
            #expect(result.isError == true && "\(result.content)".contains("points"), "\(result.content)")
            #expect(try await store.usageMetrics().isEmpty)
        }
    }
}

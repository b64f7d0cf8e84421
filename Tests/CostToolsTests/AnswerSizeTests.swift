import CostModel
import JSONRPC
import MCP
import Testing

/// Answers are bounded in bytes too, and nothing is lost by it.
@Suite struct AnswerSizeTests {
    /// Charges of as many services, whose names are long.
    private static let csv: String = {
        let head = "BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName,Tags\n"
        let name = String(repeating: "long ", count: 600)
        return head
            + (100..<300).map { "1.01,1.01,USD,2026-11-03,2026-11-04,\(name)\($0),\n" }.joined()
    }()

    @Test func `rows that are too large for one answer come in several`() async throws {
        try await CostToolsTests.withTools(Self.csv) { _, ask in
            var arguments: JSONObject = ["period": SmallCosts.november, "groupBy": "service", "limit": 500]
            var (answers, names, sum) = (0, Set<JSONValue>(), Int128(0))
            while true {
                let content = try #require(try await ask("cost_query", arguments, nil).structuredContent)
                let data = try #require(content["data"])
                #expect(data.description.utf8.count < 300_000)
                names.formUnion((data.array ?? []).compactMap { $0["values"]?["service"] })
                sum += try CostToolsTests.picos(data)
                answers += 1
                #expect(content["truncated"] == .bool(content["nextCursor"] != nil))
                guard let cursor = content["nextCursor"] else { break }
                arguments["cursor"] = cursor
            }
            #expect(answers > 1 && names.count == 200)
            #expect(sum == 202 * 1_000_000_000_000)
        }
    }

    @Test func `charges that are too large for one answer come in several`() async throws {
        try await CostToolsTests.withTools(Self.csv) { _, ask in
            let summary = try await ask("cost_summary", ["period": SmallCosts.november], nil).structuredContent
            var arguments: JSONObject = ["evidenceId": try #require(summary?["evidenceId"]), "limit": 500]
            var (answers, charges) = (0, 0)
            while true {
                let content = try #require(try await ask("cost_evidence", arguments, nil).structuredContent)
                #expect((content["data"]?.description.utf8.count ?? 0) < 300_000)
                charges += content["data"]?["charges"]?.array?.count ?? 0
                answers += 1
                guard let cursor = content["nextCursor"] else { break }
                arguments["cursor"] = cursor
            }
            #expect(answers > 1 && charges == 200)
        }
    }
}

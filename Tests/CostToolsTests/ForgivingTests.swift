import CostFiles
import CostModel
import CostStore
import CostTools
import Foundation
import JSONRPC
import MCP
import Testing

/// Arguments as models write them, and answers that hold whatever the question.
@Suite struct ForgivingTests {
    /// All of these mean November 2026 and the department B.
    static let spellings: [JSONObject] = [
        ["period": "2026-11", "department": "B"], ["period": " 2026-11 ", "department": ["b"]],
        ["period": "2026-11-01..2026-12-01", "filters": ["Department": "B"]],
        ["startDate": "2026-11-01", "endDate": "2026-12-01", "filters": ["team": ["B"]]],
        ["startDate": "2026-11-01T00:00:00Z", "endDate": "2026-12", "department": "B", "top": "5"],
        ["days": "25", "department": "B", "metric": "Effective"],
        ["days": 25, "department": "B", "groupBy": "Department"],
        ["period": "this month", "department": "B", "groupBy": ["department", "DEPARTMENT"], "cursor": nil],
        ["period": "MTD", "department": "B", "filters": [:]],
    ]

    @Test(arguments: spellings)
    func `a question is understood however it is written, and currencies stay apart`(
        arguments: JSONObject
    ) async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let result = try await ask("cost_summary", arguments, nil)
            let content = try #require(result.structuredContent, "\(result.content)")
            #expect(
                content["total"] == [["amount": "30", "currency": "EUR"], ["amount": "20.02", "currency": "USD"]])
            #expect(content["currency"] == .null && content["data"]?.array?.count == 2)
            #expect(content["warnings"]?.array?.contains { $0.string?.contains("never added") == true } == true)
        }
    }

    static let mistakes: [(arguments: JSONObject, told: String)] = [
        (["period": "sometime"], "period:"), (["days": "many"], "whole number"), (["days": 0], "whole number"),
        (["startDate": "2026-11-05", "endDate": "2026-11-05"], "after startDate"),
        (["endDate": "2026-11"], "startDate"),
        (["department": "C"], "no department"), (["filters": ["service": "Storag"]], "Storage"),
        (["filters": "service"], "filters"), (["groupBy": "resourcegrop"], "resourceGroup"),
        (["metric": "net"], "effective"), (["top": 101], "1 to 100"), (["cursor": "x"], "cursor"),
    ]

    @Test(arguments: mistakes.indices)
    func `a mistake is an error of the tool that says what to do`(index: Int) async throws {
        let mistake = Self.mistakes[index]
        try await CostToolsTests.withTools(SmallCosts.csv) { _, ask in
            let result = try await ask("cost_summary", mistake.arguments, nil)
            #expect(result.isError == true)
            #expect("\(result.content)".contains(mistake.told), "\(result.content)")
        }
    }

    @Test func `the rows of every dimension add up to the total, in each metric`() async throws {
        try await CostToolsTests.withTools { store, ask in
            let period: JSONValue = .string(try await CostToolsTests.whole(store))
            for dimension in CostDimension.plain.map(\.name) + ["tag:owner"] {
                for metric in CostMetric.allCases {
                    var arguments: JSONObject = [
                        "period": period, "groupBy": .string(dimension), "limit": 500,
                        "metric": .string(metric.rawValue),
                    ]
                    var sum: Int128 = 0
                    var total: JSONValue?
                    repeat {
                        let content = try #require(try await ask("cost_query", arguments, nil).structuredContent)
                        sum += try CostToolsTests.picos(content["data"])
                        total = content["total"]
                        arguments["cursor"] = content["nextCursor"]
                    } while arguments["cursor"] != nil
                    #expect(try CostToolsTests.picos(total) == sum, "\(dimension) \(metric)")
                }
            }
        }
    }

    @Test func `a cursor is refused once the data is another`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { store, ask in
            for (tool, size) in [("cost_query", "limit"), ("compare_costs", "top"), ("tag_coverage", "limit")] {
                var arguments: JSONObject = ["period": "2026-10..2026-12", "groupBy": "service"]
                arguments[size] = 1
                let first = try await ask(tool, arguments, nil)
                let cursor = try #require(first.structuredContent?["nextCursor"]?.string, "\(tool)")
                arguments["cursor"] = .string(cursor)
                #expect(try await ask(tool, arguments, nil).isError != true)
                let moment = try #require(Instant("2026-11-25"))
                let file = NSTemporaryDirectory() + "\(UUID().uuidString).csv"
                defer { try? FileManager.default.removeItem(atPath: file) }
                try SmallCosts.csv.replacing("130.01", with: "13\(tool.utf8.count).01")
                    .write(toFile: file, atomically: true, encoding: .utf8)
                _ = try await store.importCharges(
                    from: FileSource([FileSource.Part(path: file)]), options: ImportOptions(moment: moment))
                let late = try await ask(tool, arguments, nil)
                #expect(late.isError == true, "\(tool): \(late.content)")
            }
        }
    }

    @Test func `an import that is cancelled changes nothing`() async throws {
        try await CostToolsTests.withTools(SmallCosts.csv) { store, _ in
            var options = CostToolsOptions()
            options.allowsWrites = true
            options.importFolders = [URL(filePath: CostToolsTests.sample).deletingLastPathComponent().path]
            let server = try CostTools.server(store: store, version: "1", options: options)
            let arguments: JSONObject = ["path": .string(CostToolsTests.sample)]
            let before = try await store.summary()
            let cancelled = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await server.tools.callTool(
                    "import_focus", arguments: arguments, context: RequestContext(caller: Caller()))
            }
            let outcome = await cancelled.result
            if case .success(.complete(let result)) = outcome { #expect(result.isError == true) }
            #expect(try await store.summary() == before)
        }
    }
}

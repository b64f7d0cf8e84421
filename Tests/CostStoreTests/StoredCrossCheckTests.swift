import CostFiles
import CostModel
import CostStore
import Foundation
import PostgresTestSupport
import Testing

/// Totals of the store against those that a program of its own, in another language, computes from the raw rows.
@Suite struct StoredCrossCheckTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    private static let data = tests.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data")

    /// Every file of charges there is.
    static let files = [
        "focus/focus-1.0-sample-part1.csv", "focus/synthetic/synthetic-focus_1_2_cost_and_usage_azure-seed7.csv",
        "focus/synthetic/synthetic-focus_1_2_cost_and_usage_aws-seed7.csv",
        "focus/synthetic/synthetic-focus_1_2_cost_and_usage_gcp-seed7.csv",
        "focus/synthetic/synthetic-focus_1_3_cost_and_usage_azure-seed7.csv", "azure-exports/ea-actualcost-small.csv",
        "azure-exports/ea-amortizedcost-small-part1.csv", "azure-exports/ea-norows.csv",
        "azure-exports/headers-Enterprise.csv", "azure-exports/headers-EnterpriseCamel.csv",
        "azure-exports/headers-PayAsYouGo.csv", "azure-exports/values-Template.csv",
    ]

    @Test(arguments: Backing.allCases, files)
    func `totals by month, service and department are those of Python's decimal`(
        backing: Backing, name: String
    ) async throws {
        let path = Self.data.appending(path: name).path
        let theirs = try Self.python(path)
        try await backing.withStore { store in
            let part = FileSource.Part(path: path, options: CostFileOptions(currency: Currency("USD")))
            _ = try await store.importCharges(from: FileSource([part]), options: .test)
            let isFocus = name.hasPrefix("focus")
            let ours = try await Self.totals(store).filter { isFocus || !$0.hasPrefix("service") }
            #expect(ours.sorted() == theirs.sorted())
            #expect(ours.isEmpty == name.contains("norows"))
        }
    }

    /// Kind, value, currency, billed and effective cost, as Python prints them.
    private static func totals(_ store: any CostStore) async throws -> [String] {
        guard let period = try await store.summary().period else { return [] }
        let kinds: [(String, CostQuery)] = [
            ("month", CostQuery(period: period, granularity: .month)),
            ("service", CostQuery(period: period, groupBy: [.service])),
            ("department", CostQuery(period: period, groupBy: [.department])),
            ("all", CostQuery(period: period)),
        ]
        var lines: [String] = []
        for (kind, query) in kinds {
            let billed = try await amounts(query, .billed, store)
            let effective = try await amounts(query, .effective, store)
            #expect(billed.keys == effective.keys)
            lines += billed.map { "\(kind)\t\($0.key)\t\($0.value)\t\(effective[$0.key] ?? .zero)" }
        }
        return lines
    }

    /// Amounts by value and currency.
    private static func amounts(
        _ query: CostQuery, _ metric: CostMetric, _ store: any CostStore
    ) async throws -> [String: Amount] {
        var query = query
        query.metric = metric
        query.limit = CostQuery.maximumLimit
        let answer = try await store.answer(query)
        return Dictionary(
            uniqueKeysWithValues: answer.rows.map { row in
                let value = row.start.map { "\($0.month)" } ?? row.values.first.map { $0 ?? "" } ?? ""
                return ("\(value)\t\(row.cost.currency)", row.cost.amount)
            })
    }

    private static func python(_ path: String) throws -> [String] {
        let script = tests.appending(path: "EndToEnd/Peers/cost_totals.py").path
        return try Shell.run("python3 -S \(script) \(path) USD").split(separator: "\n").map { String($0) }
    }
}

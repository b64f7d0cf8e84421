import CostFiles
import CostModel
import Foundation

/// Files of the data that all parts of the project share, and files that a test makes.
enum Sample {
    static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

    static func path(_ name: String) -> String { data.appending(path: name).path }

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

    /// Makes a file that `body` may use, and takes it away again.
    @discardableResult
    static func with<Result>(_ bytes: Data, _ body: (String) throws -> Result) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "cost-\(UUID().uuidString)")
        try bytes.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path)
    }

    @discardableResult
    static func with<Result>(text: String, _ body: (String) throws -> Result) throws -> Result {
        try with(Data(text.utf8), body)
    }

    /// All charges of a file.
    static func charges(_ path: String, _ options: CostFileOptions = CostFileOptions()) throws -> [Charge] {
        let reader = try CostFileReader(path: path, options: options)
        var table = TextTable()
        var charges: [Charge] = []
        while let batch = try reader.next() {
            table.take(batch)
            for row in 0..<batch.count { charges.append(batch.charge(row: row, texts: table)) }
        }
        return charges
    }
}

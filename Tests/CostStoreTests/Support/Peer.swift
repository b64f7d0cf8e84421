import Foundation

/// The program that uses a store from a process of its own.
enum Peer {
    /// It is built next to the tests.
    static var path: String {
        let tests = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "store-peer").path
    }

    /// Starts it without waiting for its end.
    static func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = Pipe()
        process.standardError = FileHandle.nullDevice
        process.standardInput = Pipe()
        try process.run()
        return process
    }
}

/// Writes small FOCUS files.
enum FocusFile {
    private static let header =
        "BilledCost,EffectiveCost,ListCost,ContractedCost,BillingCurrency,BillingAccountId,SubAccountId,ServiceName,"
        + "ServiceCategory,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,"
        + "ProviderName,PublisherName,InvoiceIssuerName,ResourceId,Tags"

    /// A month of `rows` charges of `cost` each.
    static func write(_ path: String, rows: Int, cost: String) throws {
        var text = header + "\n"
        for row in 0..<rows {
            let day = row % 30 + 1
            let date = day < 10 ? "2025-06-0\(day)" : "2025-06-\(day)"
            text +=
                "\(cost),\(cost),\(cost),\(cost),USD,billing,sub-\(row % 3),Service \(row % 7),Compute,Usage,"
                + "\(date)T00:00:00Z,\(date)T01:00:00Z,2025-06-01T00:00:00Z,2025-07-01T00:00:00Z,"
                + "Microsoft,Microsoft,Microsoft,/resource/\(row % 5000),\"{\"\"n\"\":\"\"\(row % 900)\"\"}\"\n"
        }
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}

import CostFiles
import CostModel
import Foundation
import Testing

/// Totals against those that a program of its own, in another language, computes from the raw rows.
@Suite struct CrossCheckTests {
    @Test(arguments: Sample.files)
    func `totals by month, service and department are those of Python's decimal`(name: String) throws {
        let theirs = try python(Sample.path(name))
        let isFocus = name.hasPrefix("focus")
        let ours = try totals(Sample.path(name)).filter { isFocus || !$0.hasPrefix("service") }
        #expect(Set(ours) == Set(theirs))
        #expect(ours.count == theirs.count)
        #expect(theirs.isEmpty == name.contains("norows"))
    }

    private func totals(_ path: String) throws -> [String] {
        var totals: [String: (Amount, Amount)] = [:]
        for charge in try Sample.charges(path, CostFileOptions(currency: Currency("USD"))) {
            let department = DepartmentRules().department(of: DepartmentTraits(charge)).name
            let month = try #require(charge.day).month
            let groups = [
                "month\t\(month)", "service\t\(charge[.serviceName] ?? "")", "department\t\(department)", "all\t",
            ]
            for group in groups {
                let key = "\(group)\t\(charge[.billingCurrency] ?? "")"
                let total = totals[key] ?? (.zero, .zero)
                totals[key] = (
                    try total.0 + (charge[.billedCost] ?? .zero), try total.1 + (charge[.effectiveCost] ?? .zero)
                )
            }
        }
        return totals.map { "\($0.key)\t\($0.value.0)\t\($0.value.1)" }
    }

    private func python(_ path: String) throws -> [String] {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "EndToEnd/Peers/cost_totals.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path, path, "USD"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map { String($0) }
    }
}

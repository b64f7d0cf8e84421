import CostFiles
import CostModel

/// Prints exact totals, one a line: what they are by, the value, the currency, billed and effective cost.
enum SampleTotals {
    static func run(_ path: String, options: CostFileOptions) throws {
        var totals: [String: (Amount, Amount)] = [:]
        let rules = DepartmentRules()
        try CostSample.eachCharge(path, options) { charge in
            let department = rules.department(of: DepartmentTraits(charge)).name
            let groups = [
                "month\t\(charge.day?.month.description ?? "")", "service\t\(charge[.serviceName] ?? "")",
                "department\t\(department)", "all\t",
            ]
            for group in groups {
                var total = totals["\(group)\t\(charge[.billingCurrency] ?? "")"] ?? (.zero, .zero)
                try total.0 += charge[.billedCost] ?? .zero
                try total.1 += charge[.effectiveCost] ?? .zero
                totals["\(group)\t\(charge[.billingCurrency] ?? "")"] = total
            }
        }
        for key in totals.keys.sorted() { if let total = totals[key] { print("\(key)\t\(total.0)\t\(total.1)") } }
    }
}

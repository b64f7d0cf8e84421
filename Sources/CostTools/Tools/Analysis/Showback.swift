import CostModel
import CostStore
import JSONRPC

/// What departments bear, while shared cost is split. The sum of each currency never changes.
struct Showback {
    /// One department in one currency.
    struct Row {
        let department: String
        let direct: Money
        /// What it takes of others, or gives to them when it is below zero.
        var shared: Money
    }

    private(set) var rows: [Row]
    private(set) var warnings: [String] = []
    /// Departments that have given out their cost: they take nothing any more.
    private var givers: Set<String> = []

    /// Begins with what each costs itself; `answer` is grouped by department alone.
    init(_ answer: CostAnswer) {
        rows = answer.rows.map { row in
            Row(
                department: row.values[0] ?? Department.unallocatedName, direct: row.cost,
                shared: Money(.zero, row.cost.currency))
        }
    }

    /// Splits what some departments bear by now among others, in each currency by itself.
    mutating func apply(_ rule: SharedCostRule) throws {
        givers.formUnion(rule.from)
        for currency in Set(rows.map(\.direct.currency)).sorted() {
            let sources = rows.indices.filter {
                rows[$0].direct.currency == currency && rule.from.contains(rows[$0].department)
            }
            guard !sources.isEmpty else { continue }
            try split(sources, rule, currency)
        }
    }

    private mutating func split(_ sources: [Int], _ rule: SharedCostRule, _ currency: Currency) throws {
        for name in rule.to where !rows.contains(where: { $0.department == name && $0.direct.currency == currency }) {
            let nothing = Money(.zero, currency)
            rows.append(Row(department: name, direct: nothing, shared: nothing))
        }
        let takers = rows.indices.filter { index in
            let row = rows[index]
            guard row.direct.currency == currency, !givers.contains(row.department) else { return false }
            return rule.to.isEmpty || rule.to.contains(row.department)
        }
        guard !takers.isEmpty else {
            warnings.append("\(rule.from.joined(separator: ", ")) stays as it is in \(currency): nobody takes it.")
            return
        }
        var pool = Amount.zero
        for source in sources {
            try pool += rows[source].direct.amount + rows[source].shared.amount
            rows[source].shared = Money(-rows[source].direct.amount, currency)
        }
        let parts = try pool.split(by: weights(of: takers, rule), decimals: currency.minorUnits)
        for (taker, part) in zip(takers, parts) { try rows[taker].shared.amount += part }
    }

    /// What is below zero has no part; where nobody has any, all have the same.
    private func weights(of takers: [Int], _ rule: SharedCostRule) -> [Amount] {
        let weights: [Amount] = takers.map { taker in
            switch rule.method {
            case .even: .one
            case .fixed: rule.weights[rows[taker].department] ?? .zero
            case .proportional: max(rows[taker].direct.amount, .zero)
            }
        }
        return weights.contains { $0 > .zero } ? weights : takers.map { _ in .one }
    }
}

extension Showback.Row {
    /// The row for people.
    var line: String {
        let sum = (try? direct + shared) ?? direct
        let part = shared.amount < .zero ? "gives \(shared.formatted)" : "shared \(shared.formatted)"
        return "- \(department.prefix(80)): \(sum.formatted) (direct \(direct.formatted), \(part))"
    }

    /// The row as data.
    func json(of totals: [Money]) throws -> JSONValue {
        let sum = try direct + shared
        let total = totals.first { $0.currency == direct.currency }?.amount ?? .zero
        return [
            "department": .string(department), "direct": .string("\(direct.amount)"),
            "shared": .string("\(shared.amount)"), "allocated": .string("\(sum.amount)"),
            "percent": JSONValue(try sum.amount.percent(of: total)), "currency": .string(direct.currency.code),
        ]
    }
}

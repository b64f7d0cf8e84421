import CostModel
import CostStore
import JSONRPC

/// How far the present month, quarter or year of a budget has come.
struct BudgetState {
    let budget: Budget
    let period: Period
    let spent: Money
    /// What it comes to at the end when each day costs what the days so far did on average; nil before the first.
    let projected: Money?
    let evidenceId: String?

    static let budgetSchema: JSONValue = Schema.object(budgetMembers)

    private static let budgetMembers: JSONObject = [
        "id": Schema.plainText, "name": Schema.plainText, "amount": Schema.amount, "currency": Schema.plainText,
        "grain": Schema.plainText, "metric": Schema.plainText, "start": Schema.date, "end": Schema.optionalText,
        "filters": ["type": "object", "additionalProperties": ["type": "array"]],
        "thresholds": ["type": "array", "items": Schema.number],
    ]

    static let schema: JSONValue = {
        var members = budgetMembers
        members["periodStart"] = Schema.date
        members["periodEndExclusive"] = Schema.date
        members["spent"] = Schema.amount
        members["remaining"] = Schema.amount
        members["percent"] = Schema.percent
        members["projected"] = ["type": ["string", "null"]]
        members["status"] = ["enum": ["ok", "warning", "over", "projected over"]]
        members["thresholdsReached"] = ["type": "array", "items": Schema.number]
        members["evidenceId"] = Schema.optionalText
        return Schema.object(members)
    }()

    /// The budget as data.
    static func json(_ budget: Budget) -> JSONValue { .object(object(budget)) }

    private static func object(_ budget: Budget) -> JSONObject {
        var filters = JSONObject()
        for filter in budget.filters {
            filters[(filter.excludes ? "not " : "") + filter.dimension.name] = .array(
                filter.values.map { JSONValue($0) })
        }
        return [
            "id": .string(budget.id), "name": .string(budget.name), "amount": .string("\(budget.amount.amount)"),
            "currency": .string(budget.amount.currency.code), "grain": .string(budget.grain.rawValue),
            "metric": .string(budget.metric.rawValue), "start": .string("\(budget.start)"),
            "end": JSONValue(budget.end.map { "\($0)" }), "filters": .object(filters),
            "thresholds": .array(budget.thresholds.map(JSONValue.count)),
        ]
    }

    private var reached: [Int] {
        get throws(AmountError) {
            var reached: [Int] = []
            for threshold in budget.thresholds {
                let line = try budget.amount.amount.scaled(by: Int128(threshold), over: 100)
                if spent.amount >= line { reached.append(threshold) }
            }
            return reached
        }
    }

    private var status: String {
        get throws(AmountError) {
            if spent.amount > budget.amount.amount { return "over" }
            if let projected, projected.amount > budget.amount.amount { return "projected over" }
            return try reached.isEmpty ? "ok" : "warning"
        }
    }

    /// The state as data.
    var json: JSONValue {
        get throws {
            var object = Self.object(budget)
            object["periodStart"] = .string("\(period.start)")
            object["periodEndExclusive"] = .string("\(period.end)")
            object["spent"] = .string("\(spent.amount)")
            object["remaining"] = .string("\(try budget.amount.amount - spent.amount)")
            object["percent"] = JSONValue(try spent.amount.percent(of: budget.amount.amount))
            object["projected"] = JSONValue(projected.map { "\($0.amount)" })
            object["status"] = .string(try status)
            object["thresholdsReached"] = .array(try reached.map(JSONValue.count))
            object["evidenceId"] = JSONValue(evidenceId)
            return .object(object)
        }
    }

    /// The state for people.
    var line: String {
        get throws {
            let share = try spent.amount.percent(of: budget.amount.amount) ?? "0.0"
            let end = projected.map { ", about \($0.formatted) by the end" } ?? ""
            return "- \(budget.name): \(spent.formatted) of \(budget.amount.formatted) (\(share) %)"
                + " \(period.words)\(end): \(try status)"
        }
    }
}

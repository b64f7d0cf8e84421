import CostModel
import CostStore
import JSONRPC

/// What something cost before and after.
struct CostChange {
    let values: [String?]
    let before: Money
    let after: Money
    let difference: Money

    init(_ values: [String?], _ before: Amount, _ after: Amount, _ currency: Currency) throws(AmountError) {
        self.values = values
        self.before = Money(before, currency)
        self.after = Money(after, currency)
        difference = Money(try after - before, currency)
    }

    static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "values": ["type": "object", "additionalProperties": ["type": ["string", "null"]]],
            "before": Schema.amount, "after": Schema.amount, "change": Schema.amount,
            "changePercent": Schema.percent, "currency": Schema.plainText,
        ],
        "required": ["values", "before", "after", "change", "changePercent", "currency"],
        "additionalProperties": false,
    ]

    /// What is in either, the largest change first, by currency.
    static func rows(before: [CostAnswer.Row], after: [CostAnswer.Row]) throws(AmountError) -> [CostChange] {
        struct Key: Hashable {
            let values: [String?]
            let currency: Currency
        }
        var pairs: [Key: (before: Amount, after: Amount)] = [:]
        for row in before { pairs[Key(values: row.values, currency: row.cost.currency)] = (row.cost.amount, .zero) }
        for row in after {
            pairs[Key(values: row.values, currency: row.cost.currency), default: (.zero, .zero)].after = row.cost.amount
        }
        var changes: [CostChange] = []
        for (key, pair) in pairs { changes.append(try CostChange(key.values, pair.before, pair.after, key.currency)) }
        return changes.sorted { left, right in
            if left.before.currency != right.before.currency { return left.before.currency < right.before.currency }
            let (one, two) = (left.difference.amount.magnitude, right.difference.amount.magnitude)
            return one == two ? left.name < right.name : one > two
        }
    }

    /// The change of each currency as a whole.
    static func totals(before: [Money], after: [Money]) throws(AmountError) -> [CostChange] {
        var changes: [CostChange] = []
        for currency in Set((before + after).map(\.currency)).sorted() {
            let old = before.first { $0.currency == currency }?.amount ?? .zero
            let new = after.first { $0.currency == currency }?.amount ?? .zero
            changes.append(try CostChange([], old, new, currency))
        }
        return changes
    }

    private var name: String { values.map { $0 ?? "(none)" }.joined(separator: " / ") }

    /// How many percent of the cost before the change is; nil where there was none.
    private var percent: String? {
        get throws(AmountError) { try difference.amount.percent(of: before.amount.magnitude) }
    }

    /// The change as data.
    func json(_ dimensions: [CostDimension]) throws(AmountError) -> JSONValue {
        var named = JSONObject()
        for (dimension, value) in zip(dimensions, values) { named[dimension.name] = JSONValue(value) }
        return [
            "values": .object(named), "before": .string("\(before.amount)"), "after": .string("\(after.amount)"),
            "change": .string("\(difference.amount)"), "changePercent": JSONValue(try percent),
            "currency": .string(before.currency.code),
        ]
    }

    /// The change for people.
    var line: String {
        get throws(AmountError) {
            let sign = difference.amount > .zero ? "+" : ""
            let share = try percent.map { " (\(sign)\($0) %)" } ?? ""
            let title = values.isEmpty ? "total" : String(name.prefix(160))
            return "- \(title): \(before.formatted) -> \(after.formatted), \(sign)\(difference.formatted)\(share)"
        }
    }
}

import CostModel
import CostStore
import JSONRPC

extension CostAnswer.Row {
    /// The row as data.
    func json(_ dimensions: [CostDimension]) -> JSONValue {
        var object = JSONObject()
        object["start"] = start.map { .string("\($0)") }
        var named = JSONObject()
        for (dimension, value) in zip(dimensions, values) {
            named[dimension.name] = value.map(JSONValue.string) ?? .null
        }
        object["values"] = .object(named)
        object["amount"] = .string("\(cost.amount)")
        object["currency"] = .string(cost.currency.code)
        object["chargeCount"] = .number(JSONNumber(chargeCount))
        return .object(object)
    }

    /// The row as a line for people.
    func line(_ dimensions: [CostDimension]) -> String {
        let names = values.map { $0.map { String($0.prefix(80)) } ?? "(none)" }
        let parts = (start.map { ["\($0)"] } ?? []) + names
        return "- \(parts.isEmpty ? "total" : parts.joined(separator: " / ")): \(cost.formatted)"
    }
}

extension Period {
    /// The days for people, both included.
    var words: String {
        let last = end.adding(days: -1)
        return last == start ? "on \(start)" : "from \(start) to \(last) (both included)"
    }
}

extension [Money] {
    /// The sums for people.
    var words: String { isEmpty ? "no charges" : map(\.formatted).joined(separator: " and ") }
}

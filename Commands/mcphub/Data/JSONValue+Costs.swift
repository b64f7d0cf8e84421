import CostModel
import JSONRPC

extension JSONValue {
    /// A count.
    init(_ count: some BinaryInteger) { self = .number(JSONNumber(count)) }

    /// A text, or null.
    init(_ text: String?) { self = text.map { .string($0) } ?? .null }

    /// An amount exactly, as text.
    init(_ amount: Amount) { self = .string("\(amount)") }

    /// `{"start": …, "endExclusive": …}`
    init(_ period: Period) { self = ["start": .string("\(period.start)"), "endExclusive": .string("\(period.end)")] }

    /// `{"currency": …, "amount": …}`
    init(_ money: Money) { self = ["currency": .string(money.currency.code), "amount": JSONValue(money.amount)] }
}

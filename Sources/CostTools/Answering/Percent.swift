import CostModel
import JSONRPC

extension Amount {
    /// How many percent of `whole` this is, with one decimal; nil of nothing.
    func percent(of whole: Amount) throws(AmountError) -> String? {
        guard whole != .zero else { return nil }
        return try scaled(by: 100, over: 1).divided(by: whole).formatted(decimals: 1)
    }
}

extension JSONValue {
    /// The text, or null.
    init(_ text: String?) {
        self = text.map(JSONValue.string) ?? .null
    }

    /// A whole number.
    static func count(_ count: Int) -> JSONValue { .number(JSONNumber(count)) }
}

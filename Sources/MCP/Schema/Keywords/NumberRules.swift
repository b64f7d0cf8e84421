import JSONRPC

/// The keywords that concern numbers.
final class NumberRules: Sendable {
    let minimum: Quantity?
    let exclusiveMinimum: Quantity?
    let maximum: Quantity?
    let exclusiveMaximum: Quantity?
    let divisor: Divisor?

    /// Compiles what `reader` finds; nil when there is nothing.
    init?(_ reader: KeywordReader) throws(JSONSchemaError) {
        minimum = try reader.number("minimum").map { Quantity($0) }
        exclusiveMinimum = try reader.number("exclusiveMinimum").map { Quantity($0) }
        maximum = try reader.number("maximum").map { Quantity($0) }
        exclusiveMaximum = try reader.number("exclusiveMaximum").map { Quantity($0) }
        divisor = try Self.divisor(reader)
        if minimum == nil, exclusiveMinimum == nil, maximum == nil, exclusiveMaximum == nil, divisor == nil {
            return nil
        }
    }

    private static func divisor(_ reader: KeywordReader) throws(JSONSchemaError) -> Divisor? {
        guard let number = try reader.number("multipleOf") else { return nil }
        guard let divisor = Divisor(number) else {
            let expected = "a number above 0 with at most \(Divisor.maximumDigits) digits"
            throw reader.failure("multipleOf", expected: expected, found: .number(number))
        }
        return divisor
    }
}

extension Evaluator {
    mutating func check(_ number: JSONNumber, _ rules: NumberRules, _ node: SchemaNode) throws(Halt) {
        let quantity = Quantity(number)
        if let bound = rules.minimum, quantity < bound {
            try fail(node, "minimum", "expected a number of at least \(bound.literal)")
        }
        if let bound = rules.exclusiveMinimum, !(bound < quantity) {
            try fail(node, "exclusiveMinimum", "expected a number above \(bound.literal)")
        }
        if let bound = rules.maximum, bound < quantity {
            try fail(node, "maximum", "expected a number of at most \(bound.literal)")
        }
        if let bound = rules.exclusiveMaximum, !(quantity < bound) {
            try fail(node, "exclusiveMaximum", "expected a number below \(bound.literal)")
        }
        if let divisor = rules.divisor, !divisor.divides(quantity) {
            try fail(node, "multipleOf", "expected a multiple of \(divisor.literal)")
        }
    }
}

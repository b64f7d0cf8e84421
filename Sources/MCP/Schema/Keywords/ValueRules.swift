import JSONRPC

/// `const` and `enum`.
final class ValueRules: Sendable {
    let constant: JSONValue?
    let options: [JSONValue]?
    /// The options when all of them are strings.
    let strings: StringTable?

    /// Compiles what `reader` finds; nil when there is nothing.
    init?(_ reader: KeywordReader) throws(JSONSchemaError) {
        constant = reader.assertion("const")
        let list = reader.assertion("enum")
        options = list?.array
        if let list, options == nil { throw reader.failure("enum", expected: "an array", found: list) }
        let strings = options?.compactMap(\.string) ?? []
        self.strings = strings.count == options?.count ? StringTable(strings) : nil
        if constant == nil, options == nil { return nil }
    }

    /// The options as JSON, as many as fit on a line.
    var phrase: String {
        var words: [String] = []
        var length = 0
        for option in options ?? [] {
            let word = option.description
            length += word.utf8.count
            guard words.count < 20, length < 200 else { return words.joined(separator: ", ") + " and others" }
            words.append(word)
        }
        return words.joined(separator: ", ")
    }
}

extension Evaluator {
    mutating func check(_ value: JSONValue, _ rules: ValueRules, _ node: SchemaNode) throws(Halt) {
        if let constant = rules.constant, !value.isIdentical(to: constant) {
            let text = constant.description
            try fail(node, "const", "expected \(text.utf8.count < 200 ? text : "the one value of the schema")")
        }
        if try !isOption(value, rules) { try fail(node, "enum", "expected one of \(rules.phrase)") }
    }

    private mutating func isOption(_ value: JSONValue, _ rules: ValueRules) throws(Halt) -> Bool {
        if let strings = rules.strings {
            guard case .string(let text) = value else { return false }
            return strings.position(of: text) != nil
        }
        guard let options = rules.options else { return true }
        try spend(options.count)
        return options.contains { value.isIdentical(to: $0) }
    }
}

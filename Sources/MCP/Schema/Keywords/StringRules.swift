import JSONRPC

/// The keywords that concern strings.
final class StringRules: Sendable {
    let minimum: Int
    let maximum: Int
    let pattern: Pattern?
    let format: Format?

    /// Compiles what `reader` finds; nil when there is nothing.
    init?(_ reader: KeywordReader) throws(JSONSchemaError) {
        minimum = try reader.count("minLength") ?? 0
        maximum = try reader.count("maxLength") ?? .max
        pattern = try Self.pattern(reader)
        format = reader.assertsFormats ? try reader.string("format").flatMap(Format.init(rawValue:)) : nil
        if minimum == 0, maximum == .max, pattern == nil, format == nil { return nil }
    }

    private static func pattern(_ reader: KeywordReader) throws(JSONSchemaError) -> Pattern? {
        guard let value = reader.assertion("pattern") else { return nil }
        guard case .string(let source) = value else {
            throw reader.failure("pattern", expected: "a regular expression", found: value)
        }
        return try reader.pattern(source, "pattern")
    }
}

extension Evaluator {
    mutating func check(_ text: String, _ rules: StringRules, _ node: SchemaNode) throws(Halt) {
        if rules.minimum > 0 || rules.maximum < .max {
            // A character takes one to four bytes, which often settles the matter without counting.
            let bytes = text.utf8.count
            if bytes < rules.minimum || bytes < rules.minimum * 4 && text.unicodeScalars.count < rules.minimum {
                try fail(node, "minLength", "expected at least \(Phrase.count(rules.minimum, "character"))")
            }
            if bytes > rules.maximum, bytes / 4 > rules.maximum || text.unicodeScalars.count > rules.maximum {
                try fail(node, "maxLength", "expected at most \(Phrase.count(rules.maximum, "character"))")
            }
        }
        if let pattern = rules.pattern, try !matches(pattern, text) {
            try fail(node, "pattern", "expected a string that matches the pattern \(pattern.source)")
        }
        if let format = rules.format, !format.accepts(text) {
            try fail(node, "format", "expected a string of the format \(format.rawValue)")
        }
    }

    /// Whether `pattern` matches somewhere in `text`.
    mutating func matches(_ pattern: Pattern, _ text: String) throws(Halt) -> Bool {
        do { return try matcher.matches(pattern, in: text, steps: &steps) } catch {
            throw .undecided(.tooManySteps(program.options.maximumSteps))
        }
    }
}

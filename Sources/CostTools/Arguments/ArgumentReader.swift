import JSONRPC

/// Reads arguments the way models write them: a number as text, one value where several could stand, any case.
struct ArgumentReader {
    private let object: JSONObject

    init(_ object: JSONObject) {
        self.object = object
    }

    /// What was given; null is as good as nothing.
    func value(_ key: String) -> JSONValue? {
        // Written out: in an expression `nil` would be the JSON null.
        guard let value = object[key], !value.isNull else { return nil }
        return value
    }

    /// A text without the spaces around it; nil for none or an empty one.
    func text(_ key: String) throws(ToolFailure) -> String? {
        guard let value = value(key) else { return nil }
        guard let text = Self.text(value) else { throw ToolFailure("\(key) must be one text") }
        return text.isEmpty ? nil : text
    }

    /// Texts: a list, one alone, or several with commas where `separator` allows that.
    func texts(_ key: String, splitting: Bool = false) throws(ToolFailure) -> [String] {
        guard let value = value(key) else { return [] }
        let values = value.array ?? [value]
        var texts: [String] = []
        for element in values {
            guard let text = Self.text(element) else { throw ToolFailure("\(key) must be a text or a list of texts") }
            texts += splitting ? text.split(separator: ",").map { Self.trimmed($0) } : [text]
        }
        return texts
    }

    /// A whole number in a range, also written as text; what is beyond the range is refused.
    func count(_ key: String, in range: ClosedRange<Int>, otherwise standard: Int) throws(ToolFailure) -> Int {
        guard let value = value(key) else { return standard }
        let number = value.integer ?? value.string.flatMap { Int(Self.trimmed($0[...])) }
        guard let number, range.contains(number) else {
            throw ToolFailure(
                "\(key) must be a whole number from \(range.lowerBound) to \(range.upperBound); it is \(value)")
        }
        return number
    }

    /// One of some words, in any case.
    func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: String, otherwise standard: Choice
    ) throws(ToolFailure) -> Choice {
        guard let text = try text(key) else { return standard }
        if let found = Choice.allCases.first(where: { $0.rawValue == text.lowercased() }) { return found }
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw ToolFailure("\(key) must be one of \(words); it is “\(text.prefix(64))”")
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): trimmed(text[...])
        case .number(let number): number.literal
        default: nil
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let head = text.drop { $0.isWhitespace }
        return String(head.reversed().drop { $0.isWhitespace }.reversed())
    }
}

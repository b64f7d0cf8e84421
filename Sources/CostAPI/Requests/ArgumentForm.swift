import JSONRPC

/// Reads text as the schema of an argument wants it: a number where only a number will do, a list where one may be.
struct ArgumentForm {
    private let types: Set<String>

    /// Takes the schema of one argument; nil when nothing is known of it.
    init(_ schema: JSONValue?) {
        types = schema.map(Self.types) ?? []
    }

    private static func types(_ schema: JSONValue) -> Set<String> {
        var types = Set(schema["type"]?.array?.compactMap(\.string) ?? [])
        if let type = schema["type"]?.string { types.insert(type) }
        for key in ["anyOf", "oneOf", "allOf"] {
            for part in schema[key]?.array ?? [] { types.formUnion(Self.types(part)) }
        }
        if types.isEmpty, let values = schema["enum"]?.array {
            types.formUnion(values.map { $0.string == nil ? "integer" : "string" })
        }
        return types
    }

    /// The value that texts stand for. What does not fit stays text, for the schema to refuse.
    func value(_ texts: [String]) -> JSONValue {
        if types.contains("array") {
            if texts.count == 1, let list = Self.json(texts[0], "[") { return list }
            let parts = Self.parts(texts)
            if parts.count != 1 || !types.contains("string") { return .array(parts.map(single)) }
            return single(parts[0])
        }
        return texts.count == 1 ? single(texts[0]) : .array(texts.map(single))
    }

    private func single(_ text: String) -> JSONValue {
        if types.contains("object"), let object = Self.json(text, "{") { return object }
        if types.contains("string") || types.isEmpty { return .string(text) }
        if types.contains("integer") || types.contains("number"), let number = JSONNumber(text) {
            return .number(number)
        }
        if types.contains("boolean"), text == "true" || text == "false" { return .bool(text == "true") }
        return .string(text)
    }

    /// The parts of texts between commas.
    static func parts(_ texts: [String]) -> [String] {
        texts.flatMap { $0.split(separator: ",", omittingEmptySubsequences: true).map { Self.trimmed($0) } }
            .filter { !$0.isEmpty }
    }

    /// JSON that begins with a certain character; nil for anything else.
    static func json(_ text: String, _ beginning: Character) -> JSONValue? {
        guard text.first == beginning else { return nil }
        return try? JSONValue(parsing: text, limits: JSONLimits(maximumBytes: 64 << 10, maximumDepth: 32))
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

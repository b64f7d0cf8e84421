import JSONRPC

/// What values an argument of a tool takes, as far as a command line has to know.
struct ArgumentKind {
    /// The JSON types; empty when the schema does not say.
    let types: Set<String>
    /// The schema of the elements, where arrays are taken.
    private let items: JSONValue?
    private let root: JSONObject

    /// Reads the schema of one argument.
    ///
    /// - Parameter root: the schema of all arguments, which references lead into.
    init(_ schema: JSONValue, root: JSONObject) {
        var found = Found()
        found.collect(schema, root: root, depth: 8)
        types = found.types
        items = found.items
        self.root = root
    }

    /// Whether several values can be given, one after another.
    var isList: Bool { types.contains("array") }

    /// The elements of a list.
    var element: ArgumentKind { ArgumentKind(items ?? [:], root: root) }

    /// The value that `text` stands for; nil when it is none that fits. Numbers and the like come before text, so that
    /// `5` is a number wherever one may stand.
    func value(_ text: String) -> JSONValue? {
        if types.isEmpty { return Self.json(text) ?? .string(text) }
        if types.contains("boolean"), let flag = Bool(text) { return .bool(flag) }
        if let number = JSONNumber(text) {
            if types.contains("number") || (types.contains("integer") && number.isWhole) { return .number(number) }
        }
        if types.contains("object"), let json = Self.json(text), json.object != nil { return json }
        if types.contains("array"), let json = Self.json(text), json.array != nil { return json }
        if types.contains("string") { return .string(text) }
        return types.contains("null") && text == "null" ? .null : nil
    }

    /// The types in words, such as `integer or null`.
    var description: String { types.sorted().joined(separator: " or ") }

    private static func json(_ text: String) -> JSONValue? { try? JSONValue(parsing: Array(text.utf8).span) }
}

/// The types that a schema names, wherever it does.
private struct Found {
    var types: Set<String> = []
    var items: JSONValue?

    mutating func collect(_ schema: JSONValue, root: JSONObject, depth: Int) {
        guard depth > 0, let object = schema.object else { return }
        if let type = object["type"]?.string { types.insert(type) }
        for type in object["type"]?.array ?? [] { if let type = type.string { types.insert(type) } }
        for value in (object["enum"]?.array ?? []) + [object["const"]].compactMap(\.self) {
            types.insert(Self.type(of: value))
        }
        items = items ?? object["items"]
        for keyword in ["anyOf", "oneOf", "allOf"] {
            for part in object[keyword]?.array ?? [] { collect(part, root: root, depth: depth - 1) }
        }
        if let reference = object["$ref"]?.string, let target = Self.target(of: reference, in: root) {
            collect(target, root: root, depth: depth - 1)
        }
    }

    private static func target(of reference: String, in root: JSONObject) -> JSONValue? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(JSONValue.object(root)) { $0?[String($1)] }
    }

    private static func type(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

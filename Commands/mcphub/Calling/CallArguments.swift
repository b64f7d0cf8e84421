import JSONRPC
import MCPHub

/// Turns the words of a command line into the arguments of a tool.
///
/// Either one word is the whole object as JSON, or each word is `key=value`; what the value is, the schema of the tool
/// says. A key that takes a list can be repeated.
struct CallArguments {
    private let schema: JSONObject

    /// Reads words for a tool with this `inputSchema`.
    init(_ schema: JSONObject) {
        self.schema = schema
    }

    /// The arguments.
    func object(_ words: [String]) throws(CommandFailure) -> JSONObject {
        if words.count == 1, words[0].first(where: { !$0.isWhitespace }) == "{" { return try parsed(words[0]) }
        var object = JSONObject()
        for word in words {
            guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
                throw CommandFailure(
                    .usage, "'\(word)' is no argument: write key=value, or all arguments as one JSON object.")
            }
            try add(String(word[equals...].dropFirst()), to: String(word[..<equals]), of: &object)
        }
        return object
    }

    private func parsed(_ text: String) throws(CommandFailure) -> JSONObject {
        do { return try JSONValue(parsing: Array(text.utf8).span).object ?? [:] } catch {
            throw CommandFailure(.usage, "The arguments are no JSON: \(error).")
        }
    }

    private func add(_ text: String, to key: String, of object: inout JSONObject) throws(CommandFailure) {
        let kind = try kind(of: key)
        if let value = kind.value(text), !kind.isList || value.array != nil || kind.types.contains("string") {
            guard object[key] == nil else { throw CommandFailure(.usage, "'\(key)' is given twice.") }
            object[key] = value
        } else if kind.isList, let element = kind.element.value(text) {
            object[key] = .array((object[key]?.array ?? []) + [element])
        } else {
            throw CommandFailure(.usage, "'\(key)' takes \(kind.description), and '\(text)' is none.")
        }
    }

    private func kind(of key: String) throws(CommandFailure) -> ArgumentKind {
        let properties = schema["properties"]?.object ?? [:]
        if let property = properties[key] { return ArgumentKind(property, root: schema) }
        guard schema["additionalProperties"] == false else { return ArgumentKind([:], root: schema) }
        let meant = Spelling.nearest(to: key, among: properties.keys).map { "; did you mean '\($0)'?" } ?? "."
        let known = properties.isEmpty ? "It takes none." : "It takes: \(properties.keys.joined(separator: ", "))."
        throw CommandFailure(.usage, "The tool takes no argument '\(key)'\(meant) \(known)")
    }
}

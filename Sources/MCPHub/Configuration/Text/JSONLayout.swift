package import JSONRPC

/// Writes JSON for people: indented, what is short on one line.
package struct JSONLayout {
    /// How long a line may become before an array or object is spread over several.
    private var width = 80
    private var text = ""

    /// `value` as text without a line break at its end.
    package static func text(_ value: JSONValue) -> String {
        var layout = JSONLayout()
        layout.write(value, indentation: 0, used: 0)
        return layout.text
    }

    /// - Parameter used: how much of the line is taken before the value.
    private mutating func write(_ value: JSONValue, indentation: Int, used: Int) {
        let line = Self.line(value)
        if used + line.count <= width, !Self.isNested(value) { return text += line }
        switch value {
        case .array(let elements):
            write(elements.map { ("", $0) }, between: ("[", "]"), indentation: indentation)
        case .object(let object):
            let members = object.map { (JSONValue.string($0.key).description + ": ", $0.value) }
            write(members, between: ("{", "}"), indentation: indentation)
        default:
            text += line
        }
    }

    private mutating func write(_ parts: [(String, JSONValue)], between ends: (String, String), indentation: Int) {
        let margin = String(repeating: " ", count: indentation + 2)
        text += ends.0 + "\n"
        for (position, part) in parts.enumerated() {
            text += margin + part.0
            write(part.1, indentation: indentation + 2, used: indentation + 2 + part.0.count)
            text += position + 1 < parts.count ? ",\n" : "\n"
        }
        text += String(repeating: " ", count: indentation) + ends.1
    }

    /// Whether a value holds an object that holds something: that is easier to read on several lines.
    private static func isNested(_ value: JSONValue) -> Bool {
        value.object?.contains { $0.value.object?.isEmpty == false } ?? false
    }

    private static func line(_ value: JSONValue) -> String {
        switch value {
        case .array(let elements):
            return "[" + elements.map(line).joined(separator: ", ") + "]"
        case .object(let object) where !object.isEmpty:
            let members = object.map { "\(JSONValue.string($0.key)): \(line($0.value))" }
            return "{ " + members.joined(separator: ", ") + " }"
        default:
            return value.description
        }
    }
}

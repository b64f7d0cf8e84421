import Foundation
import JSONRPC
import MCP
import Testing

/// The schema of one revision, and values that follow it.
struct Schema: Sendable {
    let version: ProtocolVersion
    let definitions: JSONObject

    init(_ version: ProtocolVersion) throws {
        self.version = version
        let url = SchemaExample.folder.deletingLastPathComponent().appending(path: "\(version).json")
        let json = try JSONValue(parsing: String(contentsOf: url, encoding: .utf8))
        definitions = try #require((json["$defs"] ?? json["definitions"])?.object)
    }

    /// Values of a definition: one with all members that it names, one with only those it requires, and one for each
    /// further choice that any of its parts leaves.
    func samples(of name: String) -> [JSONValue] {
        // These two refer to each other without end.
        if name == "JSONObject" { return [["any": "thing"]] }
        if name == "JSONValue" { return [["any", 1]] }
        let samples = samples(definitions[name] ?? .null)
        // The schema does not say that only this string is meant.
        guard name == "InputRequiredResult" else { return samples }
        return samples.map { $0.setting("resultType", "input_required") }
    }

    private func samples(_ schema: JSONValue) -> [JSONValue] {
        if let name = schema["$ref"]?.string?.split(separator: "/").last { return samples(of: String(name)) }
        if let value = schema["const"] { return [value] }
        if let values = schema["enum"]?.array { return values }
        if let choices = schema["anyOf"]?.array { return choices.flatMap(samples) }
        if let parts = schema["allOf"]?.array { return [merge(parts.compactMap { samples($0).first })] }
        return (schema["type"]?.array ?? [schema["type"] ?? .null]).flatMap { samples(ofType: $0.string, schema) }
    }

    private func samples(ofType type: String?, _ schema: JSONValue) -> [JSONValue] {
        switch type {
        case "string": ["text"]
        case "integer": [7]
        case "number": [0.5]
        case "boolean": [true, false]
        case "array": samples(schema["items"] ?? [:]).map { [$0] } + [[]]
        case "object": objects(schema)
        default: ["anything", nil]
        }
    }

    private func objects(_ schema: JSONValue) -> [JSONValue] {
        var members = schema["properties"]?.object?.map { ($0.key, samples($0.value)) } ?? []
        if let values = schema["additionalProperties"], values["$ref"] ?? values["type"] ?? values["anyOf"] != nil {
            members.append(("any", samples(values)))
        }
        let whole = JSONValue.object(members.reduce(into: [:]) { $0[$1.0] = $1.1.first })
        let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
        let least = JSONValue.object(members.reduce(into: [:]) { if required.contains($1.0) { $0[$1.0] = $1.1.first } })
        let choices = members.flatMap { key, values in values.dropFirst().map { whole.setting(key, $0) } }
        return [whole, least] + choices
    }

    private func merge(_ parts: [JSONValue]) -> JSONValue {
        var merged = JSONObject()
        for part in parts { for member in part.object ?? [:] { merged[member.key] = member.value } }
        return .object(merged)
    }
}

extension JSONValue {
    /// The object with one member changed.
    fileprivate func setting(_ key: String, _ value: JSONValue) -> JSONValue {
        guard var object else { return self }
        object[key] = value
        return .object(object)
    }
}

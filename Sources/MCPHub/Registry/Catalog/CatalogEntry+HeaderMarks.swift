import JSONRPC
import MCP

extension CatalogEntry {
    private static let mark = Array(#""x-mcp-header""#.utf8)

    /// Whether an argument may be marked to be repeated in a header field: a look that costs little, and that most tools
    /// end with.
    var mentionsHeader: Bool {
        guard kind == .tools, bytes.count >= Self.mark.count else { return false }
        return bytes.indices.dropLast(Self.mark.count - 1).contains { start in
            bytes[start] == Self.mark[0] && bytes[start..<(start + Self.mark.count)].elementsEqual(Self.mark)
        }
    }

    /// The entry without marks that are not valid: agents over HTTP would have to leave out the whole tool for them (MCP
    /// 2026-07-28, Streamable HTTP: custom headers).
    ///
    /// - Returns: the entry itself when there are none; what to tell its author otherwise.
    func withValidHeaderMarks() throws(CatalogProblem) -> (entry: CatalogEntry, problem: CatalogProblem?) {
        var tool = mentionsHeader ? value : [:]
        guard var schema = tool["inputSchema"] else { return (self, nil) }
        let paths = MirroredArgument.all(in: schema).invalid
        guard !paths.isEmpty else { return (self, nil) }
        for path in paths { schema = schema.withoutMark(at: path[...]) }
        tool["inputSchema"] = schema
        let names = paths.map { $0.isEmpty ? "its whole input" : "'\($0.joined(separator: "."))'" }
        let problem = CatalogProblem(
            kind,
            reason:
                "the x-mcp-header of \(names.joined(separator: ", ")) of '\(key)' is not valid and left out; it must"
                + " be the name of a header field, once, on a string, an integer or a boolean")
        return (try CatalogEntry(kind, JSONValue.object(tool).serialized.span), problem)
    }
}

extension JSONValue {
    /// The schema without the mark at a path of properties.
    fileprivate func withoutMark(at path: ArraySlice<String>) -> JSONValue {
        guard var schema = object else { return self }
        if let key = path.first {
            var properties = schema["properties"]?.object ?? [:]
            properties[key] = properties[key]?.withoutMark(at: path.dropFirst())
            schema["properties"] = .object(properties)
        } else {
            schema["x-mcp-header"] = nil
        }
        return .object(schema)
    }
}

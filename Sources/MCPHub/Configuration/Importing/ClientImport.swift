import JSONRPC

/// Takes over the servers from the file of another client: Claude Desktop, Claude Code, Cursor or VS Code.
public struct ClientImport: Sendable {
    /// The text of a configuration with the same servers. Secrets that stand in the client's file stand here too.
    public let text: String
    /// What was left behind, what changed, and what is to be done before it works.
    public let notes: [ConfigurationProblem]

    /// The members of an entry that mean something to the hub, in the order in which they are written.
    private static let members = [
        "type", "command", "args", "env", "envFile", "cwd", "url", "headers", "disabled", "enabled", "hub",
    ]

    /// Reads a client's file.
    ///
    /// - Throws: ``ConfigurationError`` when it cannot be used as a configuration.
    public init(_ file: ConfigurationFile) throws(ConfigurationError) {
        let loaded = try HubConfiguration.load([file])
        let document = try ConfigurationDocument(file)
        var source = ClientImportSource(document)
        text = Self.text(source.root(members: Self.members))
        let replaced = Set(source.notes.map(\.pointer))
        notes = loaded.notes.filter { !replaced.contains($0.pointer) } + source.notes
    }

    private static func text(_ root: JSONObject) -> String { JSONLayout.text(.object(root)) + "\n" }
}

/// Rewrites what a client's file holds.
private struct ClientImportSource {
    let document: ConfigurationDocument
    var notes: [ConfigurationProblem] = []

    init(_ document: ConfigurationDocument) {
        self.document = document
    }

    /// The document as the hub writes it.
    mutating func root(members: [String]) -> JSONObject {
        var servers = JSONObject()
        for list in ["mcpServers", "servers"] {
            for server in document.root[list]?.object ?? [:] {
                let pointer = "".appending(key: list).appending(key: server.key)
                var entry = JSONObject()
                for key in members {
                    entry[key] = server.value[key].map { rewritten($0, at: pointer.appending(key: key)) }
                }
                servers[server.key] = .object(entry)
            }
        }
        var root: JSONObject = ["mcpServers": .object(servers)]
        root["hub"] = document.root["hub"]
        noteProjects()
        return root
    }

    /// The value with a variable in the place of each input.
    private mutating func rewritten(_ json: JSONValue, at pointer: String) -> JSONValue {
        switch json {
        case .string(let text):
            return .string(rewritten(text, at: pointer))
        case .array(let elements):
            return .array(elements.enumerated().map { rewritten($1, at: pointer.appending(key: String($0))) })
        case .object(let object):
            var rewritten = JSONObject()
            for member in object {
                rewritten[member.key] = self.rewritten(member.value, at: pointer.appending(key: member.key))
            }
            return .object(rewritten)
        default:
            return json
        }
    }

    private mutating func rewritten(_ text: String, at pointer: String) -> String {
        let origin = Origin(document.map[pointer], pointer: pointer)
        guard let template = try? Template(text, origin: origin) else { return text }
        if template.pieces.contains(.place(.workspaceFolder))
            || template.pieces.contains(.place(.workspaceFolderBasename))
        {
            note(at: pointer, "${workspaceFolder} now is the folder of the new file", "write the path if that differs")
        }
        var text = text
        for input in template.inputs {
            let name = Template.variableName(forInput: input)
            text.replaceEach("${input:\(input)}", with: "${\(name)}")
            note(at: pointer, "the input \(input) became the variable \(name)", "set it where the hub is started")
        }
        return text
    }

    /// Claude Code keeps further servers for each project.
    private mutating func noteProjects() {
        for project in document.root["projects"]?.object ?? [:] {
            guard project.value["mcpServers"]?.object?.isEmpty == false else { continue }
            note(
                at: "/projects".appending(key: project.key), "the servers of this project are not taken over",
                "import its .mcp.json or copy them")
        }
    }

    private mutating func note(at pointer: String, _ what: String, _ remedy: String) {
        let position = document.map[pointer]
        notes.append(ConfigurationProblem(.note, at: position, pointer: pointer, what: what, remedy: remedy))
    }
}

extension String {
    /// Replaces every occurrence of `text`.
    fileprivate mutating func replaceEach(_ text: String, with other: String) {
        var result = ""
        var rest = self[...]
        while let range = rest.firstRange(of: text) {
            result += rest[..<range.lowerBound] + other
            rest = rest[range.upperBound...]
        }
        self = result + rest
    }
}

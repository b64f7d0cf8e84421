import ArgumentParser
import JSONRPC
import MCPHub
import NIOCore

/// `mcphub list`.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the tools of all servers, under the names that agents see.",
        usage: "mcphub list [<options>]",
        discussion: """
            EXAMPLES
              mcphub list
              mcphub list --prompts
              mcphub list --json | jq -r '.tools[].name'
            """)

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var data: DataOptions
    @Flag(help: "List prompts.") var prompts = false
    @Flag(help: "List resources and their templates.") var resources = false
    @Flag(help: "Print the definitions as JSON.") var json = false

    func run() async throws {
        let program = ProgramEnvironment.current()
        let configuration = try options.load(program, orCostsOf: data).configuration.forOneCommand
        let isComplete = try await CostService.with(configuration, data, program) { costs in
            try await LocalHub.run(configuration, in: program, costs: costs) { local in
                let snapshot = await local.hub.snapshot()
                if json { Terminal.show(document(snapshot)) } else { show(snapshot, program) }
                return await local.hub.status().tellProblems()
            }
        }
        if !isComplete { throw ExitStatus.serverUnusable }
    }

    private var kinds: [ListKind] {
        let chosen: [ListKind] = (prompts ? [.prompts] : []) + (resources ? [.resources, .resourceTemplates] : [])
        return chosen.isEmpty ? [.tools] : chosen
    }

    private func document(_ snapshot: RegistrySnapshot) -> JSONValue {
        var document = JSONObject()
        for kind in kinds { document[kind.member] = .array(snapshot.entries(kind)) }
        return .object(document)
    }

    private func show(_ snapshot: RegistrySnapshot, _ program: ProgramEnvironment) {
        let terminal = Terminal.standardOutput(program)
        var table = Table(titles: ["NAME", "SERVER", "WHAT IT DOES"])
        for kind in kinds {
            for entry in snapshot.entries(kind) {
                let name = entry[kind.keyMember]?.string ?? ""
                let text = entry["description"]?.string ?? entry["title"]?.string ?? entry["name"]?.string ?? ""
                table.rows.append([name, snapshot.server(of: name, kind), text.firstSentence].map(Terminal.visible))
            }
        }
        if table.rows.isEmpty { return Terminal.tell("mcphub: no server offers any.") }
        for (position, line) in table.lines(width: terminal.width).enumerated() {
            Terminal.showRaw(position == 0 ? terminal.styled(line, .bold) : line)
        }
    }
}

extension RegistrySnapshot {
    /// The entries of a list, decoded.
    fileprivate func entries(_ kind: ListKind) -> [JSONValue] {
        self[kind].names.compactMap { name in self[kind].entry(name).flatMap { try? JSONValue(parsing: $0) } }
    }

    /// The key of the server that offers something.
    fileprivate func server(of name: String, _ kind: ListKind) -> String {
        switch kind {
        case .tools: toolNames.route(of: name)?.child ?? "(hub)"
        case .prompts: promptNames.route(of: name)?.child ?? ""
        case .resources: (try? resourceTable.route(of: name))?.child ?? ""
        case .resourceTemplates: (try? resourceTable.templateRoute(of: name))?.child ?? ""
        }
    }
}

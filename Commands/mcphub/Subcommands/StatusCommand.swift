import ArgumentParser
import MCP
import MCPHub

/// `mcphub status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Start all servers as for an agent and tell how each is.",
        discussion: """
            This is a hub of its own. What a hub that serves an agent is doing at the \
            moment, its tool hub_status tells.

            EXAMPLES
              mcphub status
              mcphub status --json | jq '.servers[] | select(.state != "ready")'
            """)

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var data: DataOptions
    @Flag(help: "Print everything as JSON.") var json = false

    func run() async throws {
        let program = ProgramEnvironment.current()
        let loaded = try options.load(program, orCostsOf: data)
        for note in loaded.notes { Terminal.tell("mcphub: \(note)") }
        let configuration = loaded.configuration.forOneCommand
        let status = try await CostService.with(configuration, data, program) { costs in
            try await LocalHub.run(configuration, in: program, costs: costs) { await $0.hub.status() }
        }
        if json { Terminal.show(status.json) } else { show(status, Terminal.standardOutput(program)) }
        guard status.servers.allSatisfy(\.isUsable) else { throw ExitStatus.serverUnusable }
    }

    private func show(_ status: HubStatus, _ terminal: Terminal) {
        var table = Table(titles: ["SERVER", "STATE", "REVISION", "TOOLS", "PROMPTS", "RESOURCES", "START", "PROBLEM"])
        for server in status.servers { table.rows.append(Self.row(server).map(Terminal.visible)) }
        for (position, line) in table.lines(width: terminal.width).enumerated() {
            Terminal.showRaw(position == 0 ? terminal.styled(line, .bold) : line)
        }
        Terminal.show("\(status.toolCount) tools in all")
        for line in status.collisions + status.notes { Terminal.show(line) }
    }

    private static func row(_ server: ServerStatus) -> [String] {
        [
            server.key, server.state.name, server.protocolVersion?.rawValue ?? "-", String(server.toolCount),
            String(server.promptCount), String(server.resourceCount + server.templateCount),
            server.startTime.map { "\(Int($0 / .milliseconds(1))) ms" } ?? "-", server.problem ?? "",
        ]
    }
}

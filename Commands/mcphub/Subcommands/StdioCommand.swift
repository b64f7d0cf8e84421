import ArgumentParser
import MCPHub
import Processes

/// `mcphub stdio`.
struct StdioCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stdio", abstract: "Serve one agent over standard input and output.",
        usage: "mcphub stdio [<options>]",
        discussion: """
            An agent starts this program and talks to it. What there is to say to people \
            goes to standard error. Changed configuration files are taken over while the \
            agent stays connected, at once after SIGHUP; a file that cannot be used \
            changes nothing. Ends with its input, or on SIGTERM and SIGINT. With --connect it
            passes messages on to a hub that runs already, so that many agents share one
            set of servers.

            ATTACH IT (with whole paths)
              Claude Code
                claude mcp add hub -- mcphub stdio --config mcphub.json
              Claude Desktop, Cursor
                "mcpServers": { "hub": { "command": "mcphub",
                                         "args": ["stdio", "--config", "mcphub.json"] } }
              VS Code
                the same below "servers" in .vscode/mcp.json
            """)

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var data: DataOptions
    @Option(
        help: ArgumentHelp(
            "Serve a hub that runs at this address instead of one of our own; MCPHUB_TOKEN is shown to it.",
            valueName: "url"))
    var connect: String?
    @Flag(help: "Say more.") var verbose = false

    func run() async throws {
        let program = ProgramEnvironment.current()
        if let connect { return try await Bridge(program).run(to: connect) }
        let paths = try options.paths(program, orCostsOf: data)
        let loaded = try options.load(program, orCostsOf: data)
        let log = StandardErrorLog(verbose ? .debug : .info)
        for note in loaded.notes { log.add(HubLogEntry(.warning, "\(note)")) }
        try await CostService.with(loaded.configuration, data, program) { costs in
            let hub: Hub
            do { hub = try Hub(loaded.configuration, options: program.hubOptions(log, costs)) } catch {
                throw CommandFailure(.hubFailed, error)
            }
            let reloading = Reloading(
                hub: hub, running: loaded.configuration, paths: paths, trustFile: program.locations.trustFile, log: log)
            // Reading standard input cannot be interrupted; stopping the hub ends it.
            try await HubRun(hub: hub, reloading: reloading, log: log).run(
                serve: { try await hub.serveStandardIO() }, seeToRest: { await Self.giveBack(hub) },
                interrupt: { await hub.stop() })
        }
        await log.flush()
    }

    /// When what was needed for starting is given back in any case.
    private static let longestStart = Duration.seconds(60)

    /// Gives back what only starting needed, once that is over.
    private static func giveBack(_ hub: Hub) async {
        await hub.waitUntilSettled(timeout: longestStart)
        // What was learned is written down a moment later.
        try? await Task.sleep(for: .seconds(1))
        ProgramText.release()
    }
}

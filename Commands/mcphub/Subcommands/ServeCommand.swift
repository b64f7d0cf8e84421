import ArgumentParser
import HTTPServing
import MCPHub

/// `mcphub serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve many agents over HTTP.",
        usage: "mcphub serve [--config <file> ...] [--host <host>] [--port <port>]",
        discussion: """
            Agents find the hub at http://HOST:PORT/mcp, and each server alone, without a prefix, at \
            http://HOST:PORT/mcp/SERVER. Changed configuration files and tokens are taken over while \
            agents stay connected.

            WHO MAY CALL
              Without "access" in the configuration: everybody on this machine, and nobody else.
              "access": { "mode": "token" }   whoever shows a token of: mcphub token create
              "access": { "mode": "jwt", … }  whoever shows a token that your issuer has signed

            FOR MONITORING
              /health  /live  /ready  /metrics
            """)

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var data: DataOptions
    @Option(help: "The address to bind.") var host = "127.0.0.1"
    @Option(help: "The port; 0 for any that is free. PORT counts where this is left out, and 8000 without that.")
    var port: Int?
    @Flag(help: "Say more, and write a line for each request.") var verbose = false

    func run() async throws {
        let program = ProgramEnvironment.current()
        let loaded = try options.load(program, orCostsOf: data)
        let log = StandardErrorLog(verbose ? .debug : .info)
        for note in loaded.notes { log.add(HubLogEntry(.warning, "\(note)")) }
        try await CostService.with(loaded.configuration, data, program) { costs in
            let service = try HubService(
                loaded.configuration, program, costs, host: host, port: try chosenPort(program), log: log,
                isVerbose: verbose)
            let reloading = Reloading(
                hub: service.hub, running: loaded.configuration, paths: try options.paths(program, orCostsOf: data),
                trustFile: program.locations.trustFile, log: log)
            try await HubRun(hub: service.hub, reloading: reloading, log: log).run(
                serve: { try await service.run() }, seeToRest: { await service.keepUp() })
        }
        await log.flush()
    }

    private func chosenPort(_ program: ProgramEnvironment) throws(CommandFailure) -> Int {
        if let port { return port }
        guard let text = program.variables["PORT"], !text.isEmpty else { return 8_000 }
        guard let port = Int(text), (0...65_535).contains(port) else {
            throw CommandFailure(.usage, "PORT is no number from 0 to 65535.")
        }
        return port
    }
}

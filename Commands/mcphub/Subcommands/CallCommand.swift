import ArgumentParser
import JSONRPC
import MCP
import MCPHub
import NIOCore

/// `mcphub call`.
struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Call a tool and print what it says.",
        usage: "mcphub call [<options>] <name> [<key=value> ...]",
        discussion: """
            Arguments are key=value, or one JSON object. What a value is, the schema of \
            the tool says: a number where it takes a number, JSON where it takes objects. \
            A key that takes a list can be repeated. Progress and log messages of the \
            tool go to standard error.

            EXAMPLES
              mcphub call time__get_current_time timezone=Europe/Berlin
              mcphub call git__git_log repo_path=. max_count=3
              mcphub call git__git_add repo_path=. files=a.txt files=b.txt
              mcphub call git__git_status '{"repo_path": "."}'

            Exits with 1 when the tool says that it failed.
            """)

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var data: DataOptions
    @Flag(help: "Print the whole result as JSON.") var json = false
    @Argument(help: "The tool, as mcphub list names it.") var name: String
    @Argument(help: ArgumentHelp("The arguments.", valueName: "key=value")) var arguments: [String] = []

    func run() async throws {
        let program = ProgramEnvironment.current()
        let configuration = try options.load(program, orCostsOf: data).configuration.forOneCommand
        let result: CallToolResult = try await CostService.with(configuration, data, program) { costs in
            try await self.result(configuration, program, costs)
        }
        if json { Terminal.show(result.json) } else { Terminal.show(ToolOutput(result).text) }
        if result.isError == true { throw ExitStatus.toolFailed }
    }

    private func result(
        _ configuration: HubConfiguration, _ program: ProgramEnvironment, _ costs: CostService?
    ) async throws -> CallToolResult {
        do {
            if let costs, costs.names.contains(name), let bare = configuration.withoutServers {
                return try await call(bare, program, costs)
            }
            if let narrowed = configuration.narrowed(toToolNamed: name) {
                // The prefix of one server can be the beginning of the name of another's tool.
                do { return try await call(narrowed, program, nil) } catch let unknown as UnknownTool
                    where unknown.isCertain
                {
                }
            }
            return try await call(configuration, program, costs)
        } catch let unknown as UnknownTool {
            throw unknown.failure(name)
        }
    }

    private func call(
        _ configuration: HubConfiguration, _ program: ProgramEnvironment, _ costs: CostService?
    ) async throws -> CallToolResult {
        try await LocalHub.run(configuration, in: program, costs: costs) { local in
            let snapshot = await local.hub.snapshot()
            guard let entry = snapshot.tools.entry(name), let tool = try? JSONValue(parsing: entry) else {
                throw UnknownTool(names: snapshot.tools.names, status: await local.hub.status())
            }
            let object = try CallArguments(tool["inputSchema"]?.object ?? [:]).object(arguments)
            do {
                return try await local.withClient(Self.handlers) { client in
                    try await client.callTool(name, arguments: object, RequestOptions(progress: Self.tell))
                }
            } catch {
                let server = snapshot.toolNames.route(of: name)?.child
                throw await Self.failure(error, server, local)
            }
        }
    }

    private static var handlers: ClientHandlers {
        var handlers = ClientHandlers()
        handlers.log = { Terminal.tell("[\($0.level.rawValue)] \($0.data.string ?? $0.data.description)") }
        return handlers
    }

    private static func tell(_ progress: ProgressNotificationParams) {
        let total = progress.total.map { " of \($0.literal)" } ?? ""
        Terminal.tell("[progress \(progress.progress.literal)\(total)] \(progress.message ?? "")")
    }

    /// What went wrong, told apart by whether the server is still there.
    private static func failure(_ error: any Error, _ server: String?, _ local: LocalHub) async -> CommandFailure {
        let reason = (error as? RPCError)?.message ?? "\(error)"
        let status = await local.hub.status()
        guard let server, let state = status[server], !state.isUsable else {
            return CommandFailure(.hubFailed, "The call failed: \(reason)")
        }
        let cause = state.problem.map { " (\($0))" } ?? ""
        return CommandFailure(.serverUnusable, "Server '\(server)' is not usable\(cause): \(reason)")
    }
}

/// No server that is up offers a tool of the name.
private struct UnknownTool: Error {
    let names: [String]
    let status: HubStatus

    /// Whether every server that was asked has answered.
    var isCertain: Bool { status.servers.allSatisfy(\.isUsable) }

    func failure(_ name: String) -> CommandFailure {
        let meant = Spelling.nearest(to: name, among: names)
        if meant == nil, !status.tellProblems() {
            return CommandFailure(.serverUnusable, "No usable server offers a tool '\(name)'.")
        }
        let suggestion = meant.map { "; did you mean '\($0)'?" } ?? "."
        return CommandFailure(.usage, "There is no tool '\(name)'\(suggestion) See them all with: mcphub list")
    }
}

extension HubConfiguration {
    /// The same without any server, for a tool of the program itself; nil when a server may have one of its name.
    fileprivate var withoutServers: HubConfiguration? {
        guard settings.names == .prefixed, self["cost"] == nil, !enabledServers.contains(where: { $0.prefix.isEmpty })
        else { return nil }
        var bare = self
        bare.servers = []
        // The manifests of the others are not to be forgotten.
        bare.settings.manifestCache = .off
        return bare
    }

    /// The same with only those servers to which a tool of this name can belong, so that a call does not start all of
    /// them; nil when that cannot be told from the name.
    func narrowed(toToolNamed name: String) -> HubConfiguration? {
        guard settings.names == .prefixed, HubTool(rawValue: name) == nil else { return nil }
        let candidates = enabledServers.filter { !$0.prefix.isEmpty && name.hasPrefix($0.prefix + settings.separator) }
        guard !candidates.isEmpty, candidates.count < enabledServers.count else { return nil }
        var narrowed = self
        narrowed.servers = candidates
        // The manifests of the others are not to be forgotten.
        narrowed.settings.manifestCache = .off
        return narrowed
    }
}

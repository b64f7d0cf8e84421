import ArgumentParser
import JSONRPC
import MCPHub

/// `mcphub approve`.
struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve the tools of servers as they are now.",
        discussion: """
            EXAMPLES
              mcphub diff git        look first
              mcphub approve git     then accept
              mcphub approve         accept what all servers offer

            A hub that is serving an agent takes it over within seconds.
            """)

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print what was approved as JSON.") var json = false
    @Argument(help: "The servers; all of them when none is named.") var servers: [String] = []

    func run() async throws {
        let program = ProgramEnvironment.current()
        let configuration = try options.load(program).configuration.limited(to: servers)
        guard let file = program.trustFile else {
            throw CommandFailure(.usage, "HOME is not set, so there is nowhere to keep approvals; set it.")
        }
        let examined = try await ToolExamination.run(configuration, program)
        do {
            try file.update { store in
                for server in examined {
                    guard let tools = server.tools else { continue }
                    store.approve(tools, of: server.key, at: WallTime.now().description)
                }
            }
        } catch {
            throw CommandFailure(.usage, error)
        }
        tell(examined)
        guard examined.allSatisfy({ $0.tools != nil }) else { throw ExitStatus.serverUnusable }
    }

    private func tell(_ examined: [ToolExamination]) {
        for server in examined where server.tools == nil {
            Terminal.tell("mcphub: server '\(server.key)' is not usable, nothing approved: \(server.problem ?? "")")
        }
        let approved = examined.filter { $0.tools != nil }
        if json {
            let entries = approved.map { server -> JSONValue in
                ["server": .string(server.key), "tools": .array((server.tools?.tools ?? []).map { .string($0.name) })]
            }
            return Terminal.show(.array(entries))
        }
        for server in approved {
            let news = server.change.map { ", \($0.unapproved.count) of them new or changed" } ?? ""
            Terminal.show("\(server.key): \(server.tools?.tools.count ?? 0) tools approved\(news)")
        }
    }
}

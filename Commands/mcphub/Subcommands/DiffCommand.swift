import ArgumentParser
import JSONRPC
import MCPHub

/// `mcphub diff`.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show how the tools of servers differ from those that were approved.",
        discussion: """
            EXAMPLES
              mcphub diff
              mcphub diff git
              mcphub diff --json

            Exits with 5 when anything differs. Nothing is approved by looking.
            """)

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print the differences as JSON.") var json = false
    @Argument(help: "The servers to look at; all of them when none is named.") var servers: [String] = []

    func run() async throws {
        let program = ProgramEnvironment.current()
        let configuration = try options.load(program).configuration.limited(to: servers)
        let examined = try await ToolExamination.run(configuration, program)
        if json { Terminal.show(document(examined)) } else { show(examined) }
        if examined.contains(where: { $0.change != nil }) { throw ExitStatus.trustDiffers }
        guard examined.allSatisfy({ $0.tools != nil }) else { throw ExitStatus.serverUnusable }
    }

    private func show(_ examined: [ToolExamination]) {
        for server in examined {
            switch server.decision {
            case nil: Terminal.tell("mcphub: server '\(server.key)' is not usable: \(server.problem ?? "")")
            case .unknown: Terminal.show("\(server.key): nothing has been approved yet")
            case .approved: Terminal.show("\(server.key): as approved")
            case .changed(let change):
                Terminal.show("\(server.key): differs; accept it with: mcphub approve \(server.key)")
                Terminal.show("\(change)")
            }
        }
    }

    private func document(_ examined: [ToolExamination]) -> JSONValue {
        .array(
            examined.map { server in
                var object: JSONObject = ["server": .string(server.key)]
                object["trust"] = server.decision.map { .string($0.name) }
                object["problem"] = server.problem.map(JSONValue.string)
                if let change = server.change {
                    object["added"] = .array(change.added.map(JSONValue.string))
                    object["removed"] = .array(change.removed.map(JSONValue.string))
                    object["changed"] = .array(change.changed.map(\.json))
                }
                return .object(object)
            })
    }
}

extension TrustChange.Tool {
    /// The change of a tool for scripts.
    fileprivate var json: JSONValue {
        let places = differences.map { difference -> JSONValue in
            var object: JSONObject = ["pointer": .string(difference.pointer)]
            object["old"] = difference.old
            object["new"] = difference.new
            return .object(object)
        }
        return ["name": .string(name), "approvedAt": .string(approvedAt), "differences": .array(places)]
    }
}

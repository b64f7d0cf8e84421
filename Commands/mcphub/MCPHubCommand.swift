import ArgumentParser
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The program `mcphub`.
struct MCPHubCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcphub",
        abstract: "Many MCP servers behind one: launches them, merges what they offer, and serves it to an agent.",
        discussion: """
            START
              mcphub init                               write ./mcphub.json to begin with
              mcphub init --import ~/.cursor/mcp.json   or take over another client's
              mcphub doctor                             what is wrong with which server
              mcphub list                               the tools of all servers
              mcphub call time__get_current_time timezone=UTC

            ATTACH AN AGENT
              Give it the command `mcphub stdio`; for more see: mcphub stdio --help

            COSTS
              mcphub import FILE…       FOCUS files and Azure exports into ./data
              mcphub db status          where costs are kept, and how many
              mcphub export             what is kept, as FOCUS

            CONFIGURATION
              --config FILE, as often as you like; else ./mcphub.json;
              else ~/.config/mcphub/mcphub.json.
              Files of Claude Desktop, Claude Code, Cursor and VS Code work as they are.

            EXIT CODES
              0  it worked
              1  the tool says that it failed
              2  the command line or the configuration is wrong
              3  a server is not usable
              4  the hub or the protocol failed
              5  tools are not those that were approved
              6  a cost file cannot be read as it is; nothing of it was kept
              7  the cost store is locked, out of reach, full or of another version
            """,
        version: HubVersion.text,
        subcommands: [
            StdioCommand.self, ServeCommand.self, ListCommand.self, CallCommand.self, StatusCommand.self,
            DoctorCommand.self,
            ApproveCommand.self, DiffCommand.self, InitCommand.self, TokenCommand.self,
            ImportCommand.self, ExportCommand.self, ImportsCommand.self, DatabaseCommand.self,
        ])

    /// The arguments with `--config FILE` behind the command, where it belongs: people write it before it as well.
    static func withLeadingOptionsMoved(_ arguments: [String]) -> [String] {
        var rest = arguments[...]
        var moved: [String] = []
        while let first = rest.first, first == "--config" || first.hasPrefix("--config=") {
            let count = first == "--config" ? 2 : 1
            moved += rest.prefix(count)
            rest = rest.dropFirst(count)
        }
        guard let command = rest.first,
            configuration.subcommands.contains(where: { $0.configuration.commandName == command })
        else { return arguments.count == rest.count ? arguments : Array(rest) }
        return [command] + moved + rest.dropFirst()
    }

    /// Runs what the command line says and ends the process.
    static func run(_ arguments: [String]) async -> Never {
        do {
            var command = try parseAsRoot(withLeadingOptionsMoved(arguments))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            end(.success)
        } catch let failure as CommandFailure {
            for line in failure.lines { Terminal.tell("mcphub: \(line)") }
            end(failure.status)
        } catch let status as ExitStatus {
            end(status)
        } catch  where exitCode(for: error) == .success {
            exit(withError: error)
        } catch {
            Terminal.tell(fullMessage(for: error))
            end(.usage)
        }
    }
}

/// Ends the process. Inside a command `exit` means another function.
private func end(_ status: ExitStatus) -> Never { exit(status.rawValue) }

import ArgumentParser
import MCPHub
import SystemPackage

/// `mcphub init`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a configuration to begin with, or take over that of another client.",
        discussion: """
            EXAMPLES
              mcphub init
              mcphub init --import ~/.config/Claude/claude_desktop_config.json
              mcphub init --import .vscode/mcp.json --output -

            The file is written so that only you can read it: it may hold secrets.
            """)

    @Option(
        name: .customLong("import"),
        help: ArgumentHelp("The file of a client whose servers are taken over.", valueName: "file"))
    var source: String?
    @Option(help: ArgumentHelp("Where to write; - for standard output.", valueName: "file"))
    var output = "./mcphub.json"
    @Flag(help: "Write over a file that is there.") var force = false

    func run() throws {
        let (text, notes) = try content()
        for note in notes { Terminal.tell("mcphub: \(note)") }
        if output == "-" { return Terminal.showRaw(String(text.dropLast())) }
        guard force || !ConfigurationFile.exists(output) else {
            throw CommandFailure(.usage, "\(output) is there already; write over it with --force.")
        }
        let path = FilePath(output)
        do {
            try PrivateFile.prepareFolder(of: path)
            try PrivateFile.write(Array(text.utf8), to: path)
        } catch {
            throw CommandFailure(.usage, error)
        }
        Terminal.show("Wrote \(output). Next: mcphub doctor, then mcphub list.")
        if source == nil { suggestImports() }
    }

    private func content() throws(CommandFailure) -> (text: String, notes: [ConfigurationProblem]) {
        guard let source else { return (StarterConfiguration.text, []) }
        do {
            let imported = try ClientImport(try ConfigurationFile(reading: source))
            return (imported.text, imported.notes)
        } catch {
            throw CommandFailure(.usage, error)
        }
    }

    private func suggestImports() {
        let found = ProgramEnvironment.current().locations.clientFiles.filter { ConfigurationFile.exists($0) }
        for file in found { Terminal.show("To take over the servers of \(file): mcphub init --force --import \(file)") }
    }
}

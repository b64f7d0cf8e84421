import ArgumentParser
import JSONRPC
import MCPHub

/// `mcphub doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Start each server once, by itself: what is wrong, and how to mend it.",
        discussion: """
            Finds programs that are not there, variables that are not set, servers that \
            exit or hang (with their last words), noise on standard output, lists that \
            cannot be used, names that collide, tools that have changed since they were \
            approved, and text that is hidden from people.

            EXAMPLES
              mcphub doctor
              mcphub doctor git
              mcphub doctor --json | jq '.servers[].findings[]'

            Exits with 3 when a server is not usable.
            """)

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print the findings as JSON.") var json = false
    @Argument(help: "The servers to look at; all of them when none is named.") var servers: [String] = []

    func run() async throws {
        let program = ProgramEnvironment.current()
        let loaded = try options.load(program)
        let configuration = try loaded.configuration.limited(to: servers)
        let (trust, trustFinding) = Self.trust(program)
        let reports = try await Examination(program: program, trust: trust).run(configuration)
        let general =
            loaded.notes.map { Finding(.note, "\($0)") } + trustFinding + Self.collisions(reports, configuration)
        if json {
            Terminal.show(DoctorOutput.document(reports, general: general))
        } else {
            DoctorOutput(terminal: .standardOutput(program)).show(reports, general: general)
        }
        let worst = (reports.map(\.findings) + [general]).joined().map(\.severity).max()
        if worst == .error { throw ExitStatus.serverUnusable }
    }

    private static func trust(_ program: ProgramEnvironment) -> (TrustStore, [Finding]) {
        do { return (try program.trustFile?.read() ?? TrustStore(), []) } catch {
            return (TrustStore(), [Finding(.error, "\(error)")])
        }
    }

    /// What cannot be offered when all servers are together.
    private static func collisions(_ reports: [ServerReport], _ configuration: HubConfiguration) -> [Finding] {
        var configuration = configuration
        configuration.settings.trust = .off
        let merged = RegistryMerger().merge(
            catalogs: reports.compactMap(\.catalog), configuration: configuration, trust: TrustStore(), version: 0)
        return merged.snapshot.collisions.map { Finding(.error, "\($0)") }
    }
}

/// How the findings are shown.
struct DoctorOutput {
    let terminal: Terminal

    /// For people: a server at a time, what is wrong below it.
    func show(_ reports: [ServerReport], general: [Finding]) {
        for report in reports {
            let mark = mark(report.severity)
            Terminal.showRaw("\(mark) \(terminal.styled(Terminal.visible(report.key), .bold))")
            if let summary = report.summary { Terminal.show("    \(summary)") }
            for finding in report.findings { show(finding) }
        }
        if !general.isEmpty { Terminal.showRaw(terminal.styled("All together", .bold)) }
        for finding in general { show(finding) }
        if reports.isEmpty { Terminal.show("There is no server to look at.") }
    }

    private func show(_ finding: Finding) {
        let word = terminal.styled(finding.severity.rawValue, style(finding.severity))
        Terminal.showRaw("    \(word): \(Terminal.visible(finding.what))")
        if let remedy = finding.remedy { Terminal.show("      → \(remedy)") }
        for line in finding.evidence { Terminal.show("      | \(line)") }
    }

    private func mark(_ severity: Finding.Severity?) -> String {
        switch severity {
        case nil, .note: terminal.styled("✓", .green)
        case .warning: terminal.styled("!", .yellow)
        case .error: terminal.styled("✗", .red)
        }
    }

    private func style(_ severity: Finding.Severity) -> Terminal.Style {
        switch severity {
        case .note: .faint
        case .warning: .yellow
        case .error: .red
        }
    }

    /// For scripts.
    static func document(_ reports: [ServerReport], general: [Finding]) -> JSONValue {
        let servers = reports.map { report -> JSONValue in
            var object: JSONObject = ["server": .string(report.key)]
            object["summary"] = report.summary.map(JSONValue.string)
            object["findings"] = .array(report.findings.map(\.json))
            return .object(object)
        }
        return ["servers": .array(servers), "findings": .array(general.map(\.json))]
    }
}

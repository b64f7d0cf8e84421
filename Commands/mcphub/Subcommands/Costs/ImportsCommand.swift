import ArgumentParser
import CostStore
import JSONRPC

/// `mcphub imports`.
struct ImportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports", abstract: "List what was imported, the latest first.",
        discussion: """
            EXAMPLES
              mcphub imports
              mcphub imports --json | jq '.imports[] | select(.isSample)'
            """)

    @OptionGroup var data: DataOptions
    @Option(help: "How many at most.") var limit = 50
    @Flag(help: "Print them as JSON.") var json = false

    func run() async throws {
        let program = ProgramEnvironment.current()
        guard limit > 0 else { throw CommandFailure(.usage, "Give a limit of at least 1.") }
        let records = try await data.location(program).withStore(.reading) { try await $0.imports(limit: limit) }
        guard !json else { return Terminal.show(["imports": .array(records.map(\.json))]) }
        let terminal = Terminal.standardOutput(program)
        var table = Table(titles: ["NUMBER", "AT", "CHARGES", "MONTHS", "SOURCE"])
        for record in records { table.rows.append(Self.row(record).map(Terminal.visible)) }
        for (position, line) in table.lines(width: terminal.width).enumerated() {
            Terminal.showRaw(position == 0 ? terminal.styled(line, .bold) : line)
        }
    }

    private static func row(_ record: ImportRecord) -> [String] {
        let months = record.months.map { months in
            months.lowerBound == months.upperBound
                ? "\(months.lowerBound)" : "\(months.lowerBound) to \(months.upperBound)"
        }
        return [
            String(record.id), "\(record.moment)", record.chargeCount.grouped, months ?? "none",
            record.source + (record.isSample ? " (sample data)" : ""),
        ]
    }
}

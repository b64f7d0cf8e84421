import ArgumentParser
import CostFiles
import CostModel
import CostStore
import JSONRPC
import SystemPackage

/// `mcphub export`.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write stored costs as a FOCUS file.",
        usage: "mcphub export [--from <day>] [--to <day>] [<options>]",
        discussion: """
            The end is exclusive when it is a day, and included when it is a month.

            EXAMPLES
              mcphub export --from 2026-05 --to 2026-05
              mcphub export --from 2026-05-01 --to 2026-05-08 --output week.csv
              mcphub export --version 1.0 --gzip --output all.csv.gz
              mcphub export --output - | head

            Without --from and --to everything is written; without --output a file below
            DATA/exports. A file has its name only once it is whole.
            """)

    @Option(help: "The first day or month.") var from: String?
    @Option(help: "The day after the last, or the last month.") var to: String?
    @Option(name: .customLong("version"), help: "The version of FOCUS: 1.0, 1.1, 1.2, 1.3 or 1.4.")
    var focus = "1.2"
    @Option(help: ArgumentHelp("Where to write; - for standard output.", valueName: "file")) var output: String?
    @Flag(help: "Pack the file as gzip; a name that ends with .gz says so too.") var gzip = false
    @OptionGroup var data: DataOptions
    @Flag(help: "Print the result as JSON.") var json = false

    func run() async throws {
        let program = ProgramEnvironment.current()
        guard let version = FocusVersion(rawValue: focus) else {
            let known = FocusVersion.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(.usage, "'\(focus)' is no version of FOCUS that can be written; there are \(known).")
        }
        let isCompressed = gzip || output?.hasSuffix(".gz") == true
        try await data.location(program).withStore(.reading) { store in
            let period = try await period(store)
            let destination = try destination(period, version, isCompressed, program)
            let progress = ExportProgress(isShown: Terminal.isErrorTerminal)
            let export = FocusExport(period: period, version: version, isCompressed: isCompressed) { progress.show($0) }
            do {
                let summary = try await export.run(from: store, to: destination)
                progress.clear()
                show(summary, destination, period, version)
            } catch let error as CostFileError {
                throw CommandFailure(.usage, error)
            }
        }
    }

    /// The days that are asked for; those that the store has, where nothing is said.
    private func period(_ store: any CostStore) async throws -> Period {
        guard let held = try await store.summary().period else {
            throw CommandFailure(.usage, "The store has no costs yet. Import some with: mcphub import FILE")
        }
        let first = from ?? "\(held.start)"
        let last = to ?? (Month(first) == nil ? "\(held.end)" : "\(held.end.adding(days: -1).month)")
        do throws(PeriodError) {
            return try Period.parse(rangeText(first, last), today: Instant.now().day)
        } catch {
            throw CommandFailure(
                .usage, "From '\(first)' to '\(last)' is no period.",
                "Write days (2026-05-01, the end exclusive) or months (2026-05, the last one included).")
        }
    }

    /// A month and a day may be mixed: each is taken for what it says.
    private func rangeText(_ first: String, _ last: String) -> String {
        switch (Month(first), Month(last)) {
        case (let month?, nil): "\(month.first)..\(last)"
        case (nil, let month?): "\(first)..\(month.adding(1).first)"
        default: "\(first)..\(last)"
        }
    }

    private func destination(
        _ period: Period, _ version: FocusVersion, _ isCompressed: Bool, _ program: ProgramEnvironment
    ) throws(CommandFailure) -> ExportDestination {
        if output == "-" { return .standardOutput }
        if let output { return .file(path: output) }
        let folder = data.folder(program)
        try folder.prepare(folder.exports)
        let name = "focus-\(version.rawValue)_\(period.start)_\(period.end).csv\(isCompressed ? ".gz" : "")"
        return .file(path: folder.exports.appending(name).string)
    }

    private func show(
        _ summary: ExportSummary, _ destination: ExportDestination, _ period: Period, _ version: FocusVersion
    ) {
        guard case .file(let path) = destination else { return }
        guard !json else {
            let billed = summary.billed.map { JSONValue($0) }
            return Terminal.show(
                [
                    "path": .string(path), "charges": JSONValue(summary.chargeCount),
                    "version": .string(version.rawValue), "period": JSONValue(period), "billed": .array(billed),
                    "digest": JSONValue(summary.digest),
                ])
        }
        let billed = summary.billed.map(\.formatted).joined(separator: ", ")
        Terminal.show(
            "\(path): \(summary.chargeCount.grouped) charges of \(period) as FOCUS \(version.rawValue),"
                + " billed \(billed.isEmpty ? "nothing" : billed)")
    }
}

import ArgumentParser
import CostFiles
import CostModel
import CostStore
import JSONRPC

/// `mcphub import`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import cost files: FOCUS 1.0 to 1.4, and Azure's exports.",
        usage: "mcphub import [<options>] <file> ...",
        discussion: """
            Files are CSV: plain, gzip or zip. A folder stands for all files below it; a
            manifest.json for the parts that it lists. Azure's actual and amortised costs
            of a month belong in one command, so that they become one import.

            A billing month of a sub-account is replaced as a whole, at the very end:
            whatever goes wrong before leaves the store as it was. A file that was imported
            before changes nothing. Totals of past months that change are told.

            EXAMPLES
              mcphub import focus-2026-05.csv.gz
              mcphub import exports/                     with all manifests below it
              mcphub import actual.csv amortized.csv     one month of Azure, both views
              mcphub import --together part1.csv part2.csv
              mcphub import --lenient broken.csv         keeps the rows that can be read
              mcphub import --currency EUR payg.csv      for files that name none

            Exits with 6 when a file cannot be read as it is, with 7 when the store is not
            usable. Where the store is: mcphub db status
            """)

    @Argument(help: ArgumentHelp("Files, folders and manifests.", valueName: "file")) var files: [String]
    @OptionGroup var data: DataOptions
    @Flag(help: "Leave out rows that cannot be read; they go to a file in DATA/rejects.") var lenient = false
    @Flag(help: "The files are parts of one export: make one import of them.") var together = false
    @Option(help: "The currency of files that name none.") var currency: String?
    @Option(help: "The provider of FOCUS files that name none.") var provider: String?
    @Flag(help: "The data is a sample: answers say so, and it leaves when other data comes.") var sample = false
    @Flag(help: "Print the results as JSON.") var json = false
    @Flag(help: "Show no progress.") var quiet = false

    func run() async throws {
        let program = ProgramEnvironment.current()
        let options = try fileOptions()
        let plan = try await plan(options)
        let folder = data.folder(program)
        let outcomes = try await data.location(program).withStore(.importing) { store in
            let isWatched = !quiet && Terminal.isErrorTerminal
            let run = ImportRun(
                store: store, folder: folder, options: options, isSample: sample, showsProgress: isWatched)
            return try await importAll(plan, run)
        }
        if json {
            Terminal.show(["imports": .array(outcomes.map { ImportReport(outcome: $0).json })])
        }
        guard outcomes.allSatisfy({ $0.isKept }) else { throw ExitStatus.dataUnreadable }
    }

    private func fileOptions() throws(CommandFailure) -> CostFileOptions {
        var options = CostFileOptions()
        if lenient { options.strictness = .lenient }
        options.provider = provider
        if let currency {
            guard let known = Currency(currency.uppercased()) else {
                throw CommandFailure(.usage, "'\(currency)' is no ISO 4217 code such as EUR.")
            }
            options.currency = known
        }
        return options
    }

    private func plan(_ options: CostFileOptions) async throws(CommandFailure) -> ImportPlan {
        let (files, together) = (files, together)
        let result = await BlockingWork.run {
            Result { () throws(CostFileError) in
                try ImportPlan(paths: files, options: options, isTogether: together)
            }
        }
        do { return try result.get() } catch { throw CommandFailure(.dataUnreadable, error) }
    }

    private func importAll(_ plan: ImportPlan, _ run: ImportRun) async throws -> [ImportRun.Outcome] {
        var outcomes: [ImportRun.Outcome] = []
        for item in plan.items {
            let outcome = try await run.run(item)
            outcomes.append(outcome)
            guard !json else { continue }
            for line in ImportReport(outcome: outcome).lines {
                if outcome.isKept { Terminal.show(line) } else { Terminal.tell(line) }
            }
        }
        for line in try await replaced(outcomes, run.store) { Terminal.tell("mcphub: \(line)") }
        return outcomes
    }

    /// Says so when an import has replaced what one before it in the same command brought.
    private func replaced(
        _ outcomes: [ImportRun.Outcome], _ store: any CostStore
    ) async throws -> [String] {
        var lines: [String] = []
        for outcome in outcomes.dropLast() {
            guard case .success(let success) = outcome.result, !success.record.isRepeat else { continue }
            let standing = try await store.totals(ofImport: success.record.id).reduce(0) { $0 + $1.chargeCount }
            guard standing < success.record.chargeCount else { continue }
            lines.append(
                "\((success.record.chargeCount - standing).grouped) charges of \(outcome.name) were replaced by a later"
                    + " file of this command, which has the same months; if they are parts of one export: --together")
        }
        return lines
    }
}

extension ImportRun.Outcome {
    /// Whether the charges are in the store.
    var isKept: Bool { if case .success = result { true } else { false } }
}

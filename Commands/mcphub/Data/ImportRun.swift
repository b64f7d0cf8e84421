import CostFiles
import CostModel
import CostStore
import SystemPackage

/// Imports what a plan says, one import after the other.
struct ImportRun {
    let store: any CostStore
    let folder: DataFolder
    let options: CostFileOptions
    let isSample: Bool
    let showsProgress: Bool

    /// How an import of the plan went.
    struct Outcome {
        let name: String
        let notes: [String]
        let seconds: Double
        let result: Result<Success, CostFileError>
    }

    /// What an import that was kept has done.
    struct Success {
        let record: ImportRecord
        let totals: [ImportTotal]
        let restatements: [Restatement]
        /// Rows that were left out, and the files that have them.
        let rejectedRows: Int
        let rejects: [String]
        /// Numbers beyond twelve decimals, which were rounded.
        let roundedAmounts: Int
    }

    /// Restatements that are told one by one.
    private static let maximumRestatements = 1_000

    /// Imports an item of a plan. A file that cannot be read is an outcome; throws what the store throws.
    func run(_ item: ImportPlan.Item) async throws -> Outcome {
        let progress = ImportProgress(item.files.map(\.path), isShown: showsProgress)
        let rejects = try rejectFiles(item)
        let parts = zip(item.files, rejects).map { file, rejects in
            var options = options
            options.selection = file.selection
            return FileSource.Part(path: file.path, options: options, rejects: rejects)
        }
        let source = FileSource(parts, onProgress: { progress.read($0) })
        let outcome: Result<Success, CostFileError>
        do {
            let importing = ImportOptions(moment: .now(), isSample: isSample) { progress.loaded($0) }
            let record = try await store.importCharges(from: source, options: importing)
            outcome = .success(try await success(record, progress, rejects.compactMap { $0 }))
        } catch let error as CostFileError {
            outcome = .failure(error)
        }
        progress.clear()
        return Outcome(name: source.name, notes: item.notes, seconds: progress.seconds, result: outcome)
    }

    private func success(
        _ record: ImportRecord, _ progress: ImportProgress, _ rejects: [String]
    ) async throws -> Success {
        let totals = try await store.totals(ofImport: record.id)
        let restatements =
            record.isRepeat
            ? [] : try await store.restatements(of: record.id, limit: Self.maximumRestatements)
        return Success(
            record: record, totals: totals, restatements: restatements, rejectedRows: progress.problems,
            rejects: progress.problems == 0 ? [] : rejects.filter { FileStatus(FilePath($0)) != nil },
            roundedAmounts: progress.roundedAmounts)
    }

    /// Where the rejected rows of each file go, when rows may be left out.
    private func rejectFiles(_ item: ImportPlan.Item) throws(CommandFailure) -> [String?] {
        guard options.strictness == .lenient else { return item.files.map { _ in nil } }
        try folder.prepare(folder.rejects)
        return item.files.map { file in
            let name = FilePath(file.path).lastComponent?.string ?? "rows"
            return folder.rejects.appending("\(name).rejects.csv").string
        }
    }
}

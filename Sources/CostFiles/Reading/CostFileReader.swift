public import CostModel

/// Reads a cost file, batch by batch: any dialect of ``CostFileDialect``, plain, gzip or zip, in constant memory.
///
/// Every call may block on the disk, so it belongs on a thread of its owner, never on the cooperative pool. A reader is
/// used by one thread at a time, and is done when ``next()`` has given `nil` or thrown.
public final class CostFileReader {
    /// The path that was given.
    public let path: String
    /// Whose headers the file has.
    public let dialect: CostFileDialect
    /// The names of the columns as the file writes them.
    public var columns: [String] { rows.names }

    private let file: RawFile
    private let csv: CSVReader
    private let rows: any RowReading
    private let options: CostFileOptions
    private let onProblem: ((RowProblem, UnsafeBufferPointer<UInt8>) throws(CostFileError) -> Void)?
    private var builder: ChargeBatchBuilder
    private var counts = ReadProgress()
    private var problems: [RowProblem] = []
    private var isDone = false

    /// How many rows are looked at for further problems after the first.
    private static let rowsAfterProblem = 100_000

    /// Opens a file and reads its first row. Blocks. Throws ``CostFileError``.
    ///
    /// `onProblem` is given each row that cannot be read, and its bytes as they were written.
    public init(
        path: String, options: CostFileOptions = CostFileOptions(),
        onProblem: ((RowProblem, UnsafeBufferPointer<UInt8>) throws(CostFileError) -> Void)? = nil
    ) throws(CostFileError) {
        self.path = path
        self.options = options
        self.onProblem = onProblem
        builder = ChargeBatchBuilder(limits: options.batches)
        file = try RawFile(path: path, digests: options.digests)
        csv = try CSVReader(try Self.source(of: file), path: path, limits: options.limits)
        (dialect, rows) = try Self.dialect(of: csv, path: path, options: options)
    }

    private static func source(of file: RawFile) throws(CostFileError) -> any ByteSource {
        switch FileKind(try file.peek(4)) {
        case .plain: file
        case .gzip: try GzipSource(file)
        case .zip: try ZipSource(path: file.path)
        case .unsupported(let format): throw .unsupported(path: file.path, format: format)
        }
    }

    private static func dialect(
        of csv: CSVReader, path: String, options: CostFileOptions
    ) throws(CostFileError) -> (CostFileDialect, any RowReading) {
        guard case .row = try csv.next() else { throw .unrecognised(path: path, header: []) }
        let names = csv.withRow { row in row.fields.indices.map { row.text($0) } }
        if let header = FocusHeader(names) {
            return (.focus(header.version), try FocusRowReader(header, options: options, path: path))
        }
        if let header = AzureHeader(names) {
            return (.azure, try AzureRowReader(header, options: options, path: path))
        }
        throw .unrecognised(path: path, header: names)
    }

    /// How far the reading has come.
    public var progress: ReadProgress {
        var progress = counts
        progress.bytesRead = isDone ? file.size : file.bytesRead
        progress.totalBytes = file.size
        progress.roundedAmounts = rows.roundedAmounts
        return progress
    }

    /// The SHA-256 of the file in hexadecimal, once all was read; `nil` before, or when none was asked for.
    public var digest: String? { isDone ? file.digest : nil }

    /// The next batch; `nil` at the end. Blocks. Throws ``CostFileError``.
    public func next() throws(CostFileError) -> ChargeBatch? {
        while true {
            try fillBatch()
            let batch = builder.take()
            if problems.isEmpty, let batch { return batch }
            if isDone { return nil }
        }
    }

    private func fillBatch() throws(CostFileError) {
        while !isDone, !builder.isFull {
            switch try csv.next() {
            case .end: try finish()
            case .misquoted: try report(FieldProblem(column: nil, reason: .quoting))
            case .row: try readRow()
            }
        }
    }

    private func readRow() throws(CostFileError) {
        builder.beginRow()
        let outcome = csv.withRow { row in
            Result { () throws(FieldProblem) in try rows.read(row, into: &builder) }
        }
        switch outcome {
        case .success(true):
            guard problems.isEmpty else { return builder.skipRow() }
            builder.commitRow()
            counts.rows += 1
        case .success(false):
            builder.skipRow()
            counts.leftOut += 1
        case .failure(let problem): try report(problem)
        }
        if !problems.isEmpty, builder.rowNumber > problems[0].row + Self.rowsAfterProblem { try failStrictly() }
    }

    private func finish() throws(CostFileError) {
        if !problems.isEmpty { try failStrictly() }
        try file.drain()
        isDone = true
    }

    private func report(_ found: FieldProblem) throws(CostFileError) {
        let problem = csv.withRow { row in
            let isInside = found.column.map { $0 < row.fields.count } ?? false
            return RowProblem(
                line: row.line, row: builder.rowNumber, column: found.column.map { rows.names[$0] },
                value: isInside ? found.column.map { row.text($0) } ?? "" : "", reason: found.reason)
        }
        builder.skipRow()
        counts.problems += 1
        if let onProblem {
            let written = csv.withRow { $0.written }
            try onProblem(problem, written)
        }
        guard case .strict(let maximum) = options.strictness else { return }
        problems.append(problem)
        if problems.count >= max(1, maximum) { try failStrictly() }
    }

    private func failStrictly() throws(CostFileError) {
        throw .brokenRows(path: path, problems: problems)
    }
}

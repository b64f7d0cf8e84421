/// Why a cost file could not be read or written.
public enum CostFileError: Error, Hashable, Sendable {
    /// The system refuses to open or read the file.
    case unreadable(path: String, reason: String)
    /// The system refuses to write.
    case unwritable(path: String, reason: String)
    /// A format that is known and not read.
    case unsupported(path: String, format: String)
    /// The compressed data is damaged, or ends too early.
    case damaged(path: String, reason: String)
    /// More bytes than are allowed: of a row, a field, or of a file when it is unpacked.
    case tooLarge(path: String, what: String, limit: Int)
    /// The first row has none of the headers that are known.
    case unrecognised(path: String, header: [String])
    /// Columns without which money cannot be counted.
    case missingColumns(path: String, columns: [String])
    /// Rows that cannot be read, the first of them; nothing of the file was or will be given.
    case brokenRows(path: String, problems: [RowProblem])
    /// The manifest of an export cannot be followed.
    case manifest(path: String, reason: String)
}

extension CostFileError: CustomStringConvertible {
    /// What happened, where, and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        case .unsupported(let path, let format):
            "\(path) is a \(format) file, which is not read; export it as CSV (plain, gzip or zip). In Azure choose "
                + "the file format CSV for the export; elsewhere convert it, for example with DuckDB: "
                + "COPY (FROM 'in.parquet') TO 'out.csv.gz' (HEADER)"
        case .damaged(let path, let reason): "\(path) is damaged: \(reason); fetch it again"
        case .tooLarge(let path, let what, let limit): "\(path): \(what) is larger than \(limit) bytes"
        case .unrecognised(let path, let header):
            "\(path) is neither FOCUS nor an Azure cost export: its first row is "
                + "“\(header.prefix(8).joined(separator: ", ").prefix(200))”; the first row must name the columns"
        case .missingColumns(let path, let columns):
            "\(path) lacks the columns \(columns.joined(separator: ", ")), without which costs cannot be counted"
        case .brokenRows(let path, let problems):
            "\(path) has rows that cannot be read, nothing of it was kept: "
                + problems.prefix(5).map(\.description).joined(separator: "; ")
                + (problems.count > 5 ? "; and \(problems.count - 5) more" : "")
        case .manifest(let path, let reason): "\(path) is no manifest that can be followed: \(reason)"
        }
    }
}

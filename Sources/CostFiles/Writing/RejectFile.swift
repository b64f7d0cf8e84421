/// Keeps the rows that a lenient reading leaves out, as they were written and with the reason in a last column, so that
/// they can be put right and read again.
public final class RejectFile {
    private let sink: FileSink
    /// How many rows were written.
    public private(set) var rows = 0

    /// Creates the file, or empties it; `columns` are those of the file that is read. Throws ``CostFileError``.
    public init(path: String, columns: [String]) throws(CostFileError) {
        sink = try FileSink(path: path)
        let names = (columns + ["x_RejectReason"]).map { Self.quoted($0) }
        try sink.write(Array((names.joined(separator: ",") + "\n").utf8))
    }

    /// Writes a row; meant as the `onProblem` of a ``CostFileReader``. Throws ``CostFileError``.
    public func write(_ problem: RowProblem, _ row: UnsafeBufferPointer<UInt8>) throws(CostFileError) {
        try sink.write(Array(row) + Array((",\(Self.quoted(problem.description))\n").utf8))
        rows += 1
    }

    /// Closes the file. Throws ``CostFileError``.
    public func close() throws(CostFileError) {
        try sink.finish()
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\"", with: "\"\""))\""
    }
}

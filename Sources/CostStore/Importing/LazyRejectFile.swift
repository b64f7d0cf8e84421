import CostFiles

/// A file of rejected rows that is there only when a row was rejected. Used by one thread at a time.
final class LazyRejectFile {
    let path: String
    /// The columns of the file that is read, known once it is open.
    var columns: [String] = []
    private var file: RejectFile?

    init(path: String) {
        self.path = path
    }

    func write(_ problem: RowProblem, _ row: UnsafeBufferPointer<UInt8>) throws(CostFileError) {
        let file: RejectFile
        if let open = self.file { file = open } else { file = try RejectFile(path: path, columns: columns) }
        self.file = file
        try file.write(problem, row)
    }

    func close() throws(CostFileError) {
        try file?.close()
        file = nil
    }
}

public import CostModel

/// Writes a FOCUS file row by row, plain or as gzip, in constant memory. Blocks; used by one thread at a time.
public final class FocusFileWriter {
    private let encoder: FocusEncoder
    private let sink: any ByteSink
    private var buffer: [UInt8] = []
    /// How many charges were written.
    public private(set) var rows = 0

    private static let flushAt = 1 << 18

    /// Creates the file, or empties it, and writes the first row. Throws ``CostFileError``.
    public convenience init(
        path: String, encoder: FocusEncoder, isCompressed: Bool = false
    ) throws(CostFileError) {
        try self.init(to: .file(path: path), encoder: encoder, isCompressed: isCompressed)
    }

    /// Opens where the file goes, and writes the first row. Throws ``CostFileError``.
    public init(
        to destination: ExportDestination, encoder: FocusEncoder, isCompressed: Bool = false
    ) throws(CostFileError) {
        self.encoder = encoder
        let file: FileSink
        switch destination {
        case .file(let path): file = try FileSink(path: path)
        case .standardOutput: file = FileSink()
        }
        sink = isCompressed ? try GzipSink(file) : file
        encoder.appendHeader(to: &buffer)
    }

    /// Writes a charge. Throws ``CostFileError``.
    public func write(_ charge: Charge) throws(CostFileError) {
        encoder.append(charge, to: &buffer)
        rows += 1
        if buffer.count >= Self.flushAt { try flush() }
    }

    /// Writes what is left and closes the file; only then it is complete. Throws ``CostFileError``.
    public func close() throws(CostFileError) {
        try flush()
        try sink.finish()
    }

    private func flush() throws(CostFileError) {
        try sink.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

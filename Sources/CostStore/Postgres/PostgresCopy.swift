/// Writes rows in PostgreSQL's binary COPY format, a piece at a time.
struct PostgresCopy {
    private let rows: BulkRows
    private let table: BulkTable
    private var row = 0
    private var isBegun = false
    private var isEnded = false

    private static let signature: [UInt8] = [
        0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]
    private static let pieceSize = 256 << 10

    init(_ rows: BulkRows, _ table: BulkTable) {
        self.rows = rows
        self.table = table
    }

    /// The next piece; `nil` after the last.
    mutating func next() -> [UInt8]? {
        guard !isEnded else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(Self.pieceSize + 4096)
        if !isBegun {
            output += Self.signature
            isBegun = true
        }
        while row < rows.count, output.count < Self.pieceSize {
            write(row, to: &output)
            row += 1
        }
        if row == rows.count {
            append(UInt16.max, to: &output)
            isEnded = true
        }
        return output
    }

    private func write(_ row: Int, to output: inout [UInt8]) {
        append(UInt16(table.columns.count), to: &output)
        let count = table.integerCount
        for index in (row * count)..<((row + 1) * count) {
            let value = rows.integers[index]
            if value == BulkRows.null {
                append(UInt32.max, to: &output)
            } else {
                append(UInt32(8), to: &output)
                append(UInt64(bitPattern: value), to: &output)
            }
        }
        guard table.last != .integer else { return }
        let range = rows.lastRange(row)
        append(UInt32(range.count), to: &output)
        output.append(contentsOf: rows.bytes[range])
    }

    private func append(_ value: some FixedWidthInteger, to output: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { output.append(contentsOf: $0) }
    }
}

/// Where a field lies in the buffer, without the quotes around it.
struct CSVField {
    var start: Int
    var end: Int
    /// Whether quotes in it are doubled.
    var hasDoubledQuotes: Bool
}

/// The fields of one row. Valid until the next row is read.
struct CSVRow {
    let base: UnsafePointer<UInt8>
    let fields: UnsafeBufferPointer<CSVField>
    /// The line of the file on which the row begins, from 1.
    let line: Int
    /// The row as it was written, without its end.
    let written: UnsafeBufferPointer<UInt8>

    /// The bytes of a field as they were written; see ``CSVField/hasDoubledQuotes``.
    @inline(__always)
    func bytes(_ field: CSVField) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + field.start, count: field.end &- field.start)
    }

    /// The text of a field.
    func text(_ index: Int) -> String {
        let field = fields[index]
        let text = String(decoding: bytes(field), as: UTF8.self)
        return field.hasDoubledQuotes ? text.replacing("\"\"", with: "\"") : text
    }
}

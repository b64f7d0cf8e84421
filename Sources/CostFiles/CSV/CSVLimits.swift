/// What a file may cost us.
public struct CSVLimits: Hashable, Sendable {
    /// Bytes of a row.
    public var rowBytes: Int
    /// Fields of a row.
    public var fields: Int
    /// Bytes of the whole file when it is unpacked.
    public var fileBytes: Int

    /// Rows of 4 MiB, 2,000 fields, files of 1 TiB.
    public init(rowBytes: Int = 4 << 20, fields: Int = 2000, fileBytes: Int = 1 << 40) {
        self.rowBytes = rowBytes
        self.fields = fields
        self.fileBytes = fileBytes
    }
}

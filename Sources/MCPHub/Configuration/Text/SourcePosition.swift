/// A place in a file, as editors show it: lines and columns count from 1, and a column is a Unicode scalar.
public struct SourcePosition: Hashable, Sendable {
    /// The path of the file as it was given.
    public let file: String
    /// The line.
    public let line: Int
    /// The column.
    public let column: Int

    /// Names a place; without line and column the beginning of the file.
    public init(file: String, line: Int = 1, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourcePosition: CustomStringConvertible {
    /// The form that editors and terminals turn into a link, such as `mcphub.json:3:5`.
    public var description: String { "\(file):\(line):\(column)" }
}

/// Counts lines and columns while going forward through a text.
struct PositionCounter {
    let file: String
    private var offset = 0
    private var line = 1
    private var column = 1

    init(file: String) {
        self.file = file
    }

    /// The position of `target`, which must not lie before an offset that was asked for earlier.
    mutating func position(at target: Int, in bytes: [UInt8]) -> SourcePosition {
        while offset < min(target, bytes.count) {
            if bytes[offset] == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if bytes[offset] & 0xC0 != 0x80 {
                column += 1
            }
            offset += 1
        }
        return SourcePosition(file: file, line: line, column: column)
    }
}

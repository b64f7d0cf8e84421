/// Rows of text in columns that are as wide as they need to be.
struct Table {
    /// What stands above the columns.
    let titles: [String]
    /// The rows, each as long as the titles.
    var rows: [[String]] = []

    /// The lines. The last column is cut where the terminal ends; nothing is cut when nobody looks on.
    func lines(width: Int?) -> [String] {
        let all = [titles] + rows.map { $0.map(Self.singleLine) }
        let widths = titles.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let taken = widths.dropLast().reduce(0) { $0 + $1 + 2 }
        let room = width.map { max(20, $0 - taken) }
        return all.map { row in
            let cells = row.enumerated().map { column, cell in
                guard column + 1 < row.count else { return Self.shortened(cell, to: room) }
                return cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            return Self.trimmed(cells.joined(separator: "  "))
        }
    }

    private static func singleLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func shortened(_ text: String, to limit: Int?) -> String {
        guard let limit, text.count > limit else { return text }
        return text.prefix(limit - 1) + "…"
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}

extension String {
    /// The first sentence on one line, for a table.
    var firstSentence: String {
        let line = split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        guard let end = line.firstRange(of: ". ") else { return String(line) }
        return String(line[..<end.lowerBound]) + "."
    }
}

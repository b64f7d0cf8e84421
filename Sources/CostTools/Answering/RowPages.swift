import CostStore

/// Cuts rows that were computed as a whole into pages. A cursor holds for the same question to the same data.
struct RowPages<Row> {
    let rows: [Row]
    /// What stands before the place in a cursor.
    let mark: String

    /// Takes all rows, the question by its words, and the version of the data.
    init(_ rows: [Row], of question: String, _ version: DataVersion) {
        self.rows = rows
        mark = "\(QueryCursor.mark(question)).\(version.number)."
    }

    /// At most `limit` rows from where the cursor points to, and the cursor of the next page.
    func page(_ cursor: String?, limit: Int) throws(ToolFailure) -> (rows: ArraySlice<Row>, next: String?) {
        var start = 0
        if let cursor {
            guard cursor.hasPrefix(mark), let place = Int(cursor.dropFirst(mark.count)), rows.indices.contains(place)
            else {
                throw ToolFailure(
                    "the cursor belongs to another question or to older data; ask with the same arguments, or without")
            }
            start = place
        }
        let end = min(start + limit, rows.count)
        return (rows[start..<end], end < rows.count ? "\(mark)\(end)" : nil)
    }
}

/// Removes what broken imports left, and slices that were replaced; nobody sees either.
enum Cleanup {
    static func run(_ connection: any SQLConnection) throws(CostStoreError) {
        let rows = try connection.rows("SELECT id, month, sub_account FROM slices WHERE visible = 0")
        for start in stride(from: 0, to: rows.count, by: 16) {
            try connection.transaction { () throws(CostStoreError) in
                for row in rows[start..<min(start + 16, rows.count)] { try remove(row, connection) }
            }
        }
    }

    private static func remove(_ row: SQLRow, _ connection: any SQLConnection) throws(CostStoreError) {
        let id = row.integer(0)
        let place =
            connection.dialect == .postgres ? "month = \(row.integer(1)) AND sub_account = \(row.integer(2)) AND " : ""
        try connection.run(
            "DELETE FROM charges WHERE \(place)id >= ? AND id < ?", [.integer(id << 32), .integer((id + 1) << 32)])
        try connection.run("DELETE FROM rollups WHERE slice = ?", [.integer(id)])
        try connection.run("DELETE FROM slice_totals WHERE slice = ?", [.integer(id)])
        try connection.run("DELETE FROM slices WHERE id = ?", [.integer(id)])
    }
}

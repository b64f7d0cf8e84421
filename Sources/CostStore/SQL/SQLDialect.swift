/// What the two databases write differently.
enum SQLDialect: Sendable {
    case sqlite
    case postgres

    var beginWriting: String { self == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN" }

    var beginReading: String {
        self == .sqlite ? "BEGIN DEFERRED" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    }

    /// The columns of a definition: `{key}`, `{bytes}`, and `{compact}` at its end.
    func definition(_ sql: String) -> String {
        let parts: [(String, String)] =
            self == .sqlite
            ? [("{key}", "INTEGER PRIMARY KEY"), ("{bytes}", "BLOB"), ("{compact}", " WITHOUT ROWID")]
            : [("{key}", "BIGINT PRIMARY KEY"), ("{bytes}", "BYTEA"), ("{compact}", "")]
        return parts.reduce(sql) { $0.replacing($1.0, with: $1.1) }
    }

    /// How the charges of a slice are found; the tables are `c` and `s`.
    var chargesOfSlice: String {
        let range = "c.id >= s.id * 4294967296 AND c.id < (s.id + 1) * 4294967296"
        return self == .sqlite ? range : "c.month = s.month AND c.sub_account = s.sub_account AND \(range)"
    }

    /// Orders texts by their bytes.
    var byBytes: String { self == .sqlite ? "" : " COLLATE \"C\"" }
}

extension Migration {
    /// The charges. In SQLite the key is slice * 2^32 + number, so that a slice lies in one piece. In PostgreSQL there
    /// is a partition per month, and month and sub-account lead the key, so that Citus can shard by sub-account.
    static func chargeTable(_ dialect: SQLDialect) -> [String] {
        let values = ChargeTable.valueColumns.map { "\($0) BIGINT" }.joined(separator: ", ")
        switch dialect {
        case .sqlite:
            return ["CREATE TABLE charges (id INTEGER PRIMARY KEY, \(values), details BLOB NOT NULL)"]
        case .postgres:
            return [
                """
                CREATE TABLE charges (month BIGINT NOT NULL, sub_account BIGINT NOT NULL, id BIGINT NOT NULL, \(values),
                    details BYTEA NOT NULL, PRIMARY KEY (month, sub_account, id)) PARTITION BY RANGE (month)
                """
            ]
        }
    }

    static let recordTables = [
        """
        CREATE TABLE imports (id {key}, source TEXT NOT NULL, digest TEXT, moment BIGINT NOT NULL,
            charges BIGINT NOT NULL, slices BIGINT NOT NULL, first_month BIGINT, last_month BIGINT,
            is_sample BIGINT NOT NULL)
        """,
        "CREATE INDEX imports_by_digest ON imports (digest)",
        """
        CREATE TABLE restatements (id {key}, import BIGINT NOT NULL, month BIGINT NOT NULL, sub_account BIGINT NOT NULL,
            metric TEXT NOT NULL, currency BIGINT NOT NULL, old_amount TEXT NOT NULL, new_amount TEXT NOT NULL)
        """,
        """
        CREATE TABLE evidence (id TEXT PRIMARY KEY, tool TEXT NOT NULL, arguments TEXT NOT NULL,
            start_day BIGINT NOT NULL, end_day BIGINT NOT NULL, filters TEXT NOT NULL, version BIGINT NOT NULL,
            moment BIGINT NOT NULL)
        """,
        """
        CREATE TABLE budgets (id TEXT PRIMARY KEY, name TEXT NOT NULL, amount TEXT NOT NULL, currency TEXT NOT NULL,
            grain TEXT NOT NULL, metric TEXT NOT NULL, start_day BIGINT NOT NULL, end_day BIGINT, filters TEXT NOT NULL,
            thresholds TEXT NOT NULL)
        """,
        """
        CREATE TABLE documents (kind TEXT NOT NULL, id TEXT NOT NULL, status TEXT NOT NULL, body TEXT NOT NULL,
            moment BIGINT NOT NULL, PRIMARY KEY (kind, id))
        """,
        """
        CREATE TABLE usage_points (metric TEXT NOT NULL, day BIGINT NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (metric, day))
        """,
        "CREATE TABLE department_rules (version BIGINT PRIMARY KEY, body TEXT NOT NULL)",
    ]
}

/// Brings the schema to the version that the program needs, under a lock.
enum Migrator {
    /// The version of the schema; 0 for a database without one.
    static func version(_ connection: any SQLConnection) throws(CostStoreError) -> Int {
        let exists =
            connection.dialect == .sqlite
            ? "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'"
            : "SELECT count(*) FROM pg_tables WHERE tablename = 'schema_migrations' AND schemaname = current_schema()"
        guard let row = try connection.row(exists), row.integer(0) > 0 else { return 0 }
        return Int(try connection.row("SELECT max(version) FROM schema_migrations")?.integer(0) ?? 0)
    }

    /// Throws unless the schema is the one that this program needs.
    static func requireCurrent(_ connection: any SQLConnection) throws(CostStoreError) {
        let version = try version(connection)
        try refuseNewer(version)
        guard version == Migration.current else {
            throw CostStoreError(
                .schema,
                "the cost store has schema \(version) and this program needs \(Migration.current);"
                    + " run `mcphub db migrate`")
        }
    }

    /// Runs what is missing, each step with its record in one transaction. Returns the version before.
    @discardableResult
    static func migrate(_ connection: any SQLConnection) throws(CostStoreError) -> Int {
        try connection.transaction { () throws(CostStoreError) in
            if connection.dialect == .postgres { try connection.run("SELECT pg_advisory_xact_lock(\(lock))") }
            let version = try version(connection)
            try refuseNewer(version)
            if version == 0 {
                try connection.script(
                    "CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, title TEXT NOT NULL)")
            }
            for migration in Migration.all where migration.version > version {
                for sql in migration.statements(connection.dialect) {
                    try connection.script(connection.dialect.definition(sql))
                }
                try connection.run(
                    "INSERT INTO schema_migrations (version, title) VALUES (?, ?)",
                    [SQLValue(migration.version), .text(migration.title)])
            }
            if Migration.all.contains(where: { $0.version > version && $0.rebuildsRollups }) {
                try DepartmentRestatement(connection: connection).rebuild()
            }
            return version
        }
    }

    private static func refuseNewer(_ version: Int) throws(CostStoreError) {
        guard version > Migration.current else { return }
        throw CostStoreError(
            .schema,
            "the cost store has schema \(version), which a newer program made; this one knows \(Migration.current)."
                + " Use the newer program")
    }

    /// The advisory locks of PostgreSQL that this program takes: for migrations, and the next one for imports.
    static let lock: Int64 = 6_021_978_401
    static let importLock: Int64 = lock + 1
}

/// Opens stores.
public enum CostStores {
    /// What state the schema of a store is in.
    public struct SchemaStatus: Hashable, Sendable {
        /// The version of the store; 0 for a new one.
        public let stored: Int
        /// The version that this program needs.
        public let needed: Int

        /// Whether the store can be used as it is.
        public var isCurrent: Bool { stored == needed }
    }

    /// Opens the SQLite store at `path`, which is created and brought up to date if need be.
    ///
    /// Only one process at a time may open it for ``StoreAccess/importing``; a second one is told who has it.
    /// `patience` is for how many seconds a lock of another program is waited for. Throws ``CostStoreError``.
    public static func sqlite(
        path: String, access: StoreAccess = .importing, patience: Double = 30
    ) async throws(CostStoreError) -> any CostStore {
        let lock = access == .importing ? try StoreLock(path: path) : nil
        let writers = pool("store-writer", 1, path, access == .reading ? .reading : .writing, patience)
        try await prepare(writers, access, lockPath: path)
        return SQLCostStore(
            readers: pool("store-reader", 8, path, .reading, patience), writers: writers,
            loaders: pool("store-loader", 1, path, access == .importing ? .loading : .reading, patience),
            access: access, lock: lock)
    }

    /// Connects to a PostgreSQL store, whose schema is created and brought up to date unless it is opened for
    /// ``StoreAccess/reading``. Throws ``CostStoreError``.
    public static func postgres(
        _ configuration: PostgresConfiguration, access: StoreAccess = .importing
    ) async throws(CostStoreError) -> any CostStore {
        let writers = pool("store-writer", 4, configuration.connection, configuration.timeout)
        try await prepare(writers, access, lockPath: nil)
        let reading = configuration.replica ?? configuration.connection
        return SQLCostStore(
            readers: pool("store-reader", configuration.readers, reading, configuration.timeout), writers: writers,
            loaders: pool("store-loader", 1, configuration.connection, 0), access: access, lock: nil)
    }

    /// Who has the SQLite store at `path` open for importing, as the error of a second one would name it; `nil` for
    /// nobody.
    public static func importer(sqlite path: String) -> String? { StoreLock.holder(path: path) }

    /// The state of a SQLite store's schema, without changing it. Throws ``CostStoreError``.
    public static func status(sqlite path: String) async throws(CostStoreError) -> SchemaStatus {
        try await status(pool("store-status", 1, path, .reading, 30))
    }

    /// The state of a PostgreSQL store's schema, without changing it. Throws ``CostStoreError``.
    public static func status(
        postgres configuration: PostgresConfiguration
    ) async throws(CostStoreError) -> SchemaStatus {
        try await status(pool("store-status", 1, configuration.connection, configuration.timeout))
    }

    private static func status(_ pool: ConnectionPool) async throws(CostStoreError) -> SchemaStatus {
        do {
            let stored = try await pool.run { connection throws(CostStoreError) in try Migrator.version(connection) }
            await pool.close()
            return SchemaStatus(stored: stored, needed: Migration.current)
        } catch {
            await pool.close()
            throw error
        }
    }

    private static func prepare(
        _ pool: ConnectionPool, _ access: StoreAccess, lockPath: String?
    ) async throws(CostStoreError) {
        do {
            try await pool.run { connection throws(CostStoreError) in
                switch access {
                case .reading: try Migrator.requireCurrent(connection)
                case .importing: try Migrator.migrate(connection)
                case .recording: try migrateIfNeeded(connection, lockPath)
                }
            }
        } catch {
            await pool.close()
            throw error
        }
    }

    /// A store that is new needs no lock but the database's; one of an older program may be in use by it.
    private static func migrateIfNeeded(
        _ connection: any SQLConnection, _ lockPath: String?
    ) throws(CostStoreError) {
        let version = try Migrator.version(connection)
        guard version != Migration.current else { return }
        let lock = version > 0 ? try lockPath.map { path throws(CostStoreError) in try StoreLock(path: path) } : nil
        defer { lock?.release() }
        try Migrator.migrate(connection)
    }

    private static func pool(
        _ name: String, _ limit: Int, _ path: String, _ purpose: SQLiteConnection.Purpose, _ patience: Double
    ) -> ConnectionPool {
        ConnectionPool(name: name, limit: limit) { () throws(CostStoreError) in
            try SQLiteConnection(path: path, purpose: purpose, patience: patience)
        }
    }

    private static func pool(_ name: String, _ limit: Int, _ settings: String, _ timeout: Int) -> ConnectionPool {
        ConnectionPool(name: name, limit: limit) { () throws(CostStoreError) in
            try PostgresConnection(settings, timeoutMilliseconds: timeout)
        }
    }
}

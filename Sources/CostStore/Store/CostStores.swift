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
    /// Only one process at a time may open it for writing; any number may with `readOnly`, which creates and changes
    /// nothing. `patience` is for how many seconds a lock of another program is waited for. Throws ``CostStoreError``.
    public static func sqlite(
        path: String, readOnly: Bool = false, patience: Double = 30
    ) async throws(CostStoreError) -> any CostStore {
        let lock = readOnly ? nil : try StoreLock(path: path)
        let purpose = readOnly ? SQLiteConnection.Purpose.reading : .writing
        let loading = readOnly ? SQLiteConnection.Purpose.reading : .loading
        let writers = pool("store-writer", 1, path, purpose, patience)
        try await prepare(writers, readOnly: readOnly)
        return SQLCostStore(
            readers: pool("store-reader", 8, path, .reading, patience), writers: writers,
            loaders: pool("store-loader", 1, path, loading, patience), lock: lock)
    }

    /// Connects to a PostgreSQL store, whose schema is created and brought up to date if need be and `readOnly` is not
    /// set. Throws ``CostStoreError``.
    public static func postgres(
        _ configuration: PostgresConfiguration, readOnly: Bool = false
    ) async throws(CostStoreError) -> any CostStore {
        let writers = pool("store-writer", 4, configuration.connection, configuration.timeout)
        try await prepare(writers, readOnly: readOnly)
        let reading = configuration.replica ?? configuration.connection
        return SQLCostStore(
            readers: pool("store-reader", configuration.readers, reading, configuration.timeout), writers: writers,
            loaders: pool("store-loader", 1, configuration.connection, 0), lock: nil)
    }

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

    private static func prepare(_ pool: ConnectionPool, readOnly: Bool) async throws(CostStoreError) {
        do {
            try await pool.run { connection throws(CostStoreError) in
                if readOnly { try Migrator.requireCurrent(connection) } else { try Migrator.migrate(connection) }
            }
        } catch {
            await pool.close()
            throw error
        }
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

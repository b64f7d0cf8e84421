import GRDB
import GRDBSQLite

/// A connection to a SQLite file. GRDB opens it, keeps its prepared statements and tells its errors.
final class SQLiteConnection: SQLConnection {
    private let queue: DatabaseQueue
    private let path: String
    var loader: ChargeLoader?
    let dialect = SQLDialect.sqlite
    let isUsable = true

    /// What a connection is for.
    enum Purpose: Sendable {
        case reading
        case writing
        case loading
    }

    init(path: String, purpose: Purpose, patience: Double) throws(CostStoreError) {
        self.path = path
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration(purpose, patience))
        } catch {
            throw SQLiteFailure.error(error, path)
        }
    }

    private static func configuration(_ purpose: Purpose, _ patience: Double) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = purpose == .reading
        configuration.busyMode = .timeout(patience)
        // Transactions last over several calls here; their ends are looked after by `transaction`.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            if purpose != .reading { try database.execute(sql: "PRAGMA journal_mode = WAL") }
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            try database.execute(sql: "PRAGMA cache_size = \(purpose == .writing ? -4_000 : -8_000)")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
            try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
        }
        return configuration
    }

    var interrupter: @Sendable () -> Void {
        let queue = queue
        return { queue.interrupt() }
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws(CostStoreError) -> [SQLRow] {
        try access { database in
            let statement =
                try Self.isWorthKeeping(sql) ? database.cachedStatement(sql: sql) : database.makeStatement(sql: sql)
            return try SQLiteStatement(statement.sqliteStatement).rows(arguments)
        }
    }

    func eachBytes(
        _ sql: String, _ body: (UnsafeRawBufferPointer) throws(CostStoreError) -> Void
    ) throws(CostStoreError) {
        try access { database in
            let statement = try database.makeStatement(sql: sql)
            try SQLiteStatement(statement.sqliteStatement).eachBytes(body)
        }
    }

    /// SQLite groups by sorting, which takes several times as long as hashing the rows here.
    func groups(_ sums: GroupedSums) throws(CostStoreError) -> [SQLRow] {
        try access { database in
            let statement = try database.makeStatement(sql: sums.plain)
            return try SQLiteStatement(statement.sqliteStatement).groups(keyCount: sums.keys.count)
        }
    }

    /// Statements with long lists of numbers are never seen again.
    private static func isWorthKeeping(_ sql: String) -> Bool { sql.utf8.count < 2_000 }

    func script(_ sql: String) throws(CostStoreError) {
        try access { database in
            guard sqlite3_exec(database.sqliteConnection, sql, nil, nil, nil) != SQLITE_OK else { return }
            throw SQLiteFailure.last(database.sqliteConnection)
        }
    }

    func append(_ rows: BulkRows, to table: BulkTable) throws(CostStoreError) {
        guard !rows.isEmpty else { return }
        try access { database in
            let places = Array(repeating: "?", count: table.columns.count).joined(separator: ",")
            let sql = "INSERT INTO \(table.name) (\(table.columns.joined(separator: ","))) VALUES (\(places))"
            let statement = try database.cachedStatement(sql: sql)
            try SQLiteStatement(statement.sqliteStatement).insert(rows, table)
        }
    }

    func close() {
        // A statement that is still in use keeps it open; the end of the process closes it then.
        try? queue.close()
    }

    private func access<Result>(_ body: (Database) throws -> Result) throws(CostStoreError) -> Result {
        do {
            return try queue.unsafeReentrantWrite { try body($0) }
        } catch {
            throw SQLiteFailure.error(error, path)
        }
    }
}

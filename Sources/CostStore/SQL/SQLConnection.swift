/// A connection to a database, used by one thread at a time. Placeholders are `?` in every dialect.
protocol SQLConnection: AnyObject {
    var dialect: SQLDialect { get }

    /// Runs a query and returns its rows.
    func rows(_ sql: String, _ arguments: [SQLValue]) throws(CostStoreError) -> [SQLRow]

    /// Runs statements separated by semicolons.
    func script(_ sql: String) throws(CostStoreError)

    /// Adds rows the fastest way that the database has.
    func append(_ rows: BulkRows, to table: BulkTable) throws(CostStoreError)

    /// Whether the connection can be used on; a lost one is replaced.
    var isUsable: Bool { get }

    /// Ends the connection.
    func close()
}

extension SQLConnection {
    func rows(_ sql: String) throws(CostStoreError) -> [SQLRow] {
        try rows(sql, [])
    }

    /// The first row of a query.
    func row(_ sql: String, _ arguments: [SQLValue] = []) throws(CostStoreError) -> SQLRow? {
        try rows(sql, arguments).first
    }

    /// Runs a statement without an answer.
    func run(_ sql: String, _ arguments: [SQLValue] = []) throws(CostStoreError) {
        _ = try rows(sql, arguments)
    }

    /// Runs `body` in a transaction: all of it happens, or nothing.
    func transaction<Result>(
        _ begin: String? = nil, _ body: () throws(CostStoreError) -> Result
    ) throws(CostStoreError) -> Result {
        try script(begin ?? dialect.beginWriting)
        do {
            let result = try body()
            try script("COMMIT")
            return result
        } catch {
            // The first error is the one to tell; a rollback fails only when the database has already done it.
            try? script("ROLLBACK")
            throw error
        }
    }
}

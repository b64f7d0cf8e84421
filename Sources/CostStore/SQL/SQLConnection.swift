/// A connection to a database, used by one thread at a time. Placeholders are `?` in every dialect.
protocol SQLConnection: AnyObject {
    var dialect: SQLDialect { get }

    /// The import that the connection is at; gone with a connection that was lost.
    var loader: ChargeLoader? { get set }

    /// Runs a query and returns its rows.
    func rows(_ sql: String, _ arguments: [SQLValue]) throws(CostStoreError) -> [SQLRow]

    /// Runs a query for one column of bytes and calls `body` with each; the memory is gone after the call.
    func eachBytes(
        _ sql: String, _ body: (UnsafeRawBufferPointer) throws(CostStoreError) -> Void
    ) throws(CostStoreError)

    /// Adds up by keys. The values of a row are the keys, the count, the micros and the picos.
    func groups(_ sums: GroupedSums) throws(CostStoreError) -> [SQLRow]

    /// Runs statements separated by semicolons.
    func script(_ sql: String) throws(CostStoreError)

    /// Adds rows the fastest way that the database has.
    func append(_ rows: BulkRows, to table: BulkTable) throws(CostStoreError)

    /// Ends the statement that runs, if one does. May be called on any thread, while the connection is open.
    var interrupter: @Sendable () -> Void { get }

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

    /// The import that the connection is at. Throws ``CostStoreError`` when it went with a lost connection.
    func currentLoader() throws(CostStoreError) -> ChargeLoader {
        guard let loader else {
            throw CostStoreError(
                .connectionLost, "the connection was lost during the import, of which nothing was kept; import again")
        }
        return loader
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
